import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { judgePassword, type PasswordProblem } from "../judge-password";
import { lockOwner } from "../lock-owner";
import { hashPassword } from "../password";
import { endOthers } from "../sessions/end-sessions";
import { revokeLinks } from "../staff/revoke-links";

export type ListedOwner = { login: string; createdAt: Date; sessions: number; hasTotp: boolean; passkeys: number };

/** All who are 店主, for whoever sits at the shop's own machine; others get a new link from one of them. */
export async function listOwners(shop: Shop): Promise<ListedOwner[]> {
  const rows = await shop.db.owner.findMany({
    where: { role: "OWNER", removedAt: null },
    select: {
      ...{ login: true, createdAt: true, totpSecret: true },
      _count: { select: { passkeys: true, sessions: { where: { expiresAt: { gt: shop.now() } } } } },
    },
    orderBy: { id: "asc" },
  });
  return rows.map(({ totpSecret, _count, ...owner }) => ({ ...owner, ..._count, hasTotp: totpSecret !== null }));
}

/**
 * Sets an owner's password from the machine itself, ends all sessions, forgets every browser, and takes back the links of
 * 店员 that they made or that are for them; `dropFactors` also takes away the authenticator app, the passkeys and the recovery codes. Refuses a login that no owner has, and a weak password.
 */
export async function resetOwner(
  shop: Shop,
  { login, password, dropFactors }: { login: string; password: string; dropFactors: boolean },
): Promise<Result<{ endedSessions: number }, "unknown" | PasswordProblem>> {
  const owner = await shop.db.owner.findUnique({ where: { login, role: "OWNER", removedAt: null }, select: { id: true } });
  if (!owner) return refuse("unknown");
  const { name: shopName } = await readProfile(shop);
  const problem = judgePassword(shop, { login, password, shopName });
  if (problem) return refuse(problem);
  const passwordHash = await hashPassword(password);
  return shop.db.$transaction(async (tx) => {
    const ownerId = owner.id;
    await lockOwner(tx, ownerId);
    const noTotp = { totpSecret: null, totpPending: null, totpStep: null };
    await tx.owner.update({ where: { id: ownerId }, data: { passwordHash, ...(dropFactors && noTotp) } });
    if (dropFactors) {
      await tx.ownerPasskey.deleteMany({ where: { ownerId } });
      await tx.ownerRecoveryCode.deleteMany({ where: { ownerId } });
    }
    const endedSessions = await endOthers(tx, ownerId, null);
    await tx.ownerDevice.deleteMany({ where: { ownerId } });
    await revokeLinks(tx, ownerId, shop.now());
    await recordAudit(tx, shop, { kind: "password_reset", name: login, after: { endedSessions, dropFactors } });
    return { ok: true, endedSessions };
  });
}
