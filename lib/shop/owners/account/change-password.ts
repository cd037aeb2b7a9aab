import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { judgePassword, type PasswordProblem } from "../judge-password";
import { lockOwner } from "../lock-owner";
import { spendConfirmTry } from "../login/login-limits";
import { recordFailure } from "../login/record-failure";
import type { Visitor } from "../owner";
import { hashPassword, verifyPassword } from "../password";
import { endOthers } from "../sessions/end-sessions";
import { rotateSession } from "../sessions/rotate-session";
import type { Session } from "../sessions/session";

type Change = { current: string; next: string; visitor: Visitor };

/**
 * Sets a new password. In the same transaction every other session of the owner ends, and this one goes on under a new token, so
 * that no cookie that was copied before opens anything. Refuses a wrong current password, a weak new one, and too many tries.
 */
export async function changePassword(
  shop: Shop,
  session: Session,
  { current, next, visitor }: Change,
): Promise<Result<{ endedSessions: number; token: string }, "wrong" | PasswordProblem | Refusal<"limited", { retryAfterS: number }>>> {
  const { owner } = session;
  const retryAfterS = await spendConfirmTry(shop, session.id);
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const { passwordHash: known } = await shop.db.owner.findUniqueOrThrow({ where: { id: owner.id }, select: { passwordHash: true } });
  if (!(await verifyPassword(current, known))) {
    await recordFailure(shop, { kind: "confirm_failed", visitor, owner });
    return refuse("wrong");
  }
  const { name: shopName } = await readProfile(shop);
  const problem = judgePassword(shop, { login: owner.login, password: next, shopName });
  if (problem) return refuse(problem);
  const passwordHash = await hashPassword(next);
  return shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    // Conditional on the hash just verified: of two changes at once, the slower one is refused.
    const { count } = await tx.owner.updateMany({ where: { id: owner.id, passwordHash: known }, data: { passwordHash } });
    const token = count === 1 && (await rotateSession(tx, session.id, shop.now()));
    if (!token) return refuse("wrong");
    const endedSessions = await endOthers(tx, owner.id, session.id);
    await recordAudit(tx, shop, { kind: "password_changed", after: { endedSessions } });
    return { ok: true, endedSessions, token };
  });
}
