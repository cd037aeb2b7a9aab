import "server-only";
import type { Tx } from "@/lib/server/db";
import { NOBODYS_HASH } from "../password";
import { endOthers } from "../sessions/end-sessions";

/**
 * Nothing that a member has opens the back office any more: password, second factors, browsers, and every session, at once. Under the
 * member's lock. Returns how many sessions ended.
 */
export async function endAccess(tx: Tx, memberId: number): Promise<number> {
  await tx.owner.update({
    where: { id: memberId },
    data: { passwordHash: NOBODYS_HASH, totpSecret: null, totpPending: null, totpStep: null },
  });
  await tx.ownerPasskey.deleteMany({ where: { ownerId: memberId } });
  await tx.ownerRecoveryCode.deleteMany({ where: { ownerId: memberId } });
  const ended = await endOthers(tx, memberId, null);
  await tx.ownerDevice.deleteMany({ where: { ownerId: memberId } });
  return ended;
}
