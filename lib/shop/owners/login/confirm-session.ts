import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { checkPasskey, spendPasskey } from "../factors/check-passkey";
import type { Visitor } from "../owner";
import { verifyPassword } from "../password";
import { rotateSession } from "../sessions/rotate-session";
import type { Session } from "../sessions/session";
import { spendConfirmTry } from "./login-limits";
import { recordFailure } from "./record-failure";

export type ConfirmProof = { password: string } | { passkey: string };

/**
 * Somebody who is logged in shows once more to be the owner, by the password or a passkey, before a sensitive action. The session
 * goes on under a new token. Refuses what is wrong, and too many tries.
 */
export async function confirmSession(
  shop: Shop,
  session: Session,
  { proof, visitor }: { proof: ConfirmProof; visitor: Visitor },
): Promise<Result<{ token: string }, "wrong" | Refusal<"limited", { retryAfterS: number }>>> {
  const retryAfterS = await spendConfirmTry(shop, session.id);
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const isRight = "password" in proof ? await isPassword(shop, session, proof.password) : await isPasskey(shop, session, proof.passkey);
  const token = isRight && (await rotateSession(shop.db, session.id, shop.now()));
  if (token) return { ok: true, token };
  await recordFailure(shop, { kind: "confirm_failed", visitor, owner: session.owner });
  return refuse("wrong");
}

async function isPassword(shop: Shop, { owner }: Session, password: string): Promise<boolean> {
  const { passwordHash } = await shop.db.owner.findUniqueOrThrow({ where: { id: owner.id }, select: { passwordHash: true } });
  return verifyPassword(password, passwordHash);
}

async function isPasskey(shop: Shop, { id, owner }: Session, answer: string): Promise<boolean> {
  const proof = await checkPasskey(shop, answer, `confirm:${id}`);
  return proof !== null && proof.owner.id === owner.id && spendPasskey(shop.db, proof, shop.now());
}
