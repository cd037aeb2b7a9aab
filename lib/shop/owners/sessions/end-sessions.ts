import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Session } from "./session";

/** The owner logs out in this browser. It stays known as one that logged in before. */
export async function logOut(shop: Shop, { id }: Session): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    const { count } = await tx.ownerSession.deleteMany({ where: { id } });
    if (count > 0) await recordAudit(tx, shop, { kind: "logout" });
  });
}

/** Ends another session of the owner. Refuses one that has ended already. */
export async function endSession(shop: Shop, { owner }: Session, sessionId: bigint): Promise<Result<object, "gone">> {
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.ownerSession.deleteMany({ where: { id: sessionId, ownerId: owner.id } });
    if (count === 0) return refuse("gone");
    await recordAudit(tx, shop, { kind: "sessions_ended", after: { sessions: 1 } });
    return { ok: true };
  });
}

/** Ends all sessions of the owner but this one. */
export async function endOtherSessions(shop: Shop, session: Session): Promise<{ ok: true; ended: number }> {
  return shop.db.$transaction(async (tx) => {
    const ended = await endOthers(tx, session.owner.id, session.id);
    if (ended > 0) await recordAudit(tx, shop, { kind: "sessions_ended", after: { sessions: ended } });
    return { ok: true, ended };
  });
}

/**
 * Ends every session of an owner but `keepId`, and every login that waits for its second step: for whoever changes a password or
 * a factor, under the owner's lock. The waiting logins go first, so that one that becomes a session meanwhile is seen as such.
 */
export async function endOthers(tx: Tx, ownerId: number, keepId: bigint | null): Promise<number> {
  await tx.pendingLogin.deleteMany({ where: { ownerId } });
  const { count } = await tx.ownerSession.deleteMany({ where: { ownerId, ...(keepId !== null && { id: { not: keepId } }) } });
  return count;
}
