import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { WantedLine } from "@/lib/shop/cart/cart";
import type { CouponRefusal } from "@/lib/shop/promotions/judge-discounts";
import { normaliseCode } from "@/lib/shop/promotions/normalise-code";
import type { Shop } from "@/lib/shop/shop";
import { giveGuessBack, isGuess, takeGuess } from "./coupon-budget";
import type { TooOften } from "./order-budget";
import { quoteCoupon } from "./quote-coupon";
import { sealTriedCode } from "./tried-code";

type Trying = { buyerId: string; network: string; lines: readonly WantedLine[]; typed: string };

/**
 * A browser tries a code for these lines. `offFen`: what the coupon takes off, `sealed`: the code for the browser's cookie. A try is
 * counted before anything is looked up, so that many at once learn no more than one after the other, and given back for a code that is
 * one: whoever types an honest code costs a carrier's crowd nothing.
 */
export async function tryCode(
  shop: Shop,
  { buyerId, network, lines, typed }: Trying,
): Promise<Result<{ offFen: number; sealed: string }, CouponRefusal | TooOften>> {
  const who = { buyerId, network };
  const code = normaliseCode(typed);
  // What can be no code is no guess.
  if (code === null) return refuse("coupon_unusable", { isNone: true });
  const tooOften = await takeGuess(shop, who);
  if (tooOften) return tooOften;
  const { quote, refusal } = await quoteCoupon(shop, { buyerId, lines, code });
  if (!isGuess(refusal)) await giveGuessBack(shop, who);
  if (refusal) return refusal;
  const offFen = quote.parts.find(({ kind }) => kind === "coupon")?.amountFen ?? 0;
  return { ok: true, offFen, sealed: sealTriedCode(shop, buyerId, code) };
}
