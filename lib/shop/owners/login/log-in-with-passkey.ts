import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { checkPasskey, spendPasskey } from "../factors/check-passkey";
import { hasAccess } from "../has-access";
import { lockOwner } from "../lock-owner";
import { type Browser, type OpenedSession, openSession } from "../sessions/open-session";
import { spendPasskeyTry } from "./login-limits";
import { recordFailure } from "./record-failure";

/**
 * A login by a passkey alone, which knows its owner by a finger or a PIN. Refuses every other answer, whoever
 * was removed or waits for a new link, and too many tries.
 */
export async function logInWithPasskey(
  shop: Shop,
  { answer, ...browser }: Browser & { answer: string },
): Promise<Result<OpenedSession, "wrong" | Refusal<"limited", { retryAfterS: number }>>> {
  const retryAfterS = await spendPasskeyTry(shop, browser.ip);
  if (retryAfterS > 0) return refuse("limited", { retryAfterS });
  const proof = await checkPasskey(shop, answer, "login");
  const opened =
    proof &&
    (await shop.db.$transaction(async (tx) => {
      await lockOwner(tx, proof.owner.id);
      const counts = (await hasAccess(tx, proof.owner.id)) && (await spendPasskey(tx, proof, shop.now()));
      return counts ? openSession(tx, shop, { owner: proof.owner, browser, how: "passkey" }) : null;
    }));
  if (opened) return { ok: true, ...opened };
  await recordFailure(shop, { kind: "login_failed", visitor: browser, owner: proof?.owner ?? null });
  return refuse("wrong");
}
