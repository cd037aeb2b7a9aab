import "server-only";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { hashToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import { hashPassword, verifyPassword } from "./password";

const TRIES = { points: 10, perSeconds: 600 };

type Change = { ownerId: number; current: string; next: string; token: string };

/**
 * Sets a new password and ends every other session of the owner in the same transaction; the session of `token` stays.
 * Refuses a wrong current password, and too many tries at it.
 */
export async function changePassword(
  shop: Shop,
  { ownerId, current, next, token }: Change,
): Promise<Result<{ endedSessions: number }, "wrong" | Refusal<"limited", { retryAfterS: number }>>> {
  const tries = await limit(shop.pool, "password", String(ownerId), TRIES);
  if (!tries.ok) return refuse("limited", { retryAfterS: tries.retryAfterS });
  const owner = await shop.db.owner.findUnique({ where: { id: ownerId }, select: { passwordHash: true } });
  if (!owner || !(await verifyPassword(current, owner.passwordHash))) return refuse("wrong");
  const passwordHash = await hashPassword(next);
  return shop.db.$transaction(async (tx) => {
    // Conditional on the hash just verified: of two changes at once, the slower one is refused.
    const { count } = await tx.owner.updateMany({ where: { id: ownerId, passwordHash: owner.passwordHash }, data: { passwordHash } });
    if (count === 0) return refuse("wrong");
    const ended = await tx.ownerSession.deleteMany({ where: { ownerId, tokenHash: { not: hashToken(token) } } });
    return { ok: true, endedSessions: ended.count };
  });
}
