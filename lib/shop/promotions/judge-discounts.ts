import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { DiscountLine, DiscountQuote } from "./promotion";
import { quoteDiscounts } from "./quote-discounts";
import type { CouponFacts, DiscountFacts } from "./read-promotions";

/** Why a code takes nothing off. What is not, is over, was stopped or has not begun is one answer: who guesses learns nothing of other codes. `isNone`: there never was such a code; for whoever counts guesses, and told to nobody. */
export type CouponRefusal =
  | Refusal<"coupon_unusable", { isNone: boolean }>
  | Refusal<"coupon_no_goods">
  | Refusal<"coupon_short", { missingFen: number }>
  | Refusal<"coupon_used_up">
  /** Unpaid orders of this browser, or of its network, hold as much of it as they may. */
  | Refusal<"coupon_held">
  | Refusal<"coupon_limit", { most: number }>;

/**
 * Uses by orders of the same form: those that stay, and those of orders that it has given up or gives up for the new one, which are as
 * good as free: money that comes for one of these all the same is asked whether there is a use left (`checkLateCoupon`).
 */
export type FormUses = { kept: number; givenUp: number };
const NO_USES: FormUses = { kept: 0, givenUp: 0 };

/**
 * What comes off these goods by these facts, with the coupon that was asked for (`code` null: none was). Pure. Of an order it stands
 * while the buyer's row, the coupon's row and, where it is limited by buyer, the locks of `lockLimits` are held.
 */
export function judgeDiscounts(
  facts: DiscountFacts,
  lines: readonly DiscountLine[],
  { code, uses = NO_USES }: { code: string | null; uses?: FormUses },
): Result<DiscountQuote, CouponRefusal> {
  const { reductions, coupon } = facts;
  if (code === null) return { ok: true, ...quoteDiscounts({ reductions, coupon: null }, lines) };
  if (!coupon?.isOn) return refuse("coupon_unusable", { isNone: coupon === null });
  const quote = quoteDiscounts({ reductions, coupon: coupon.coupon }, lines);
  if (quote.coupon.kind === "short") return refuse("coupon_short", { missingFen: quote.coupon.missingFen });
  // Also of goods that cost one fen, which nothing can be taken off.
  if (!quote.parts.some(({ kind }) => kind === "coupon")) return refuse("coupon_no_goods");
  return judgeUses(coupon, uses) ?? { ok: true, ...quote };
}

/** Whether one more order of this buyer may hold the coupon; null: it may. */
export function judgeUses(coupon: CouponFacts, { kept, givenUp }: FormUses): CouponRefusal | null {
  const { perBuyer, total, used } = coupon;
  if (perBuyer !== null && Math.max(coupon.own, coupon.theirs) + kept >= perBuyer) return refuse("coupon_limit", { most: perBuyer });
  return total === null || used - givenUp < total ? null : refuse("coupon_used_up");
}
