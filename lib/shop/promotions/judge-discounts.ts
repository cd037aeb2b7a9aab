import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { DiscountLine, DiscountQuote } from "./promotion";
import { quoteDiscounts } from "./quote-discounts";
import type { CouponFacts, DiscountFacts } from "./read-promotions";

/** Why a code takes nothing off. What is not, is over, was stopped or has not begun is one answer: who guesses learns nothing of other codes. `isNone`: there never was such a code; for whoever counts guesses, and told to nobody. */
export type CouponRefusal =
  | Refusal<"coupon_unusable", { isNone: boolean }>
  | Refusal<"coupon_no_goods">
  | Refusal<"coupon_short", { missingFen: number }>
  /** `heldBy`: unpaid orders of the same form, without which there would be one left. */
  | Refusal<"coupon_used_up", { heldBy: string[] }>
  | Refusal<"coupon_limit", { most: number }>;

/** Uses by orders of the same form: those that stay, and those whose place the new one takes. */
export type FormUses = { kept: number; replaced: readonly string[] };
const NO_USES: FormUses = { kept: 0, replaced: [] };

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
export function judgeUses(coupon: CouponFacts, { kept, replaced }: FormUses): CouponRefusal | null {
  const { perBuyer, total, used } = coupon;
  if (perBuyer !== null && Math.max(coupon.own, coupon.theirs) + kept >= perBuyer) return refuse("coupon_limit", { most: perBuyer });
  if (total === null || used < total) return null;
  return refuse("coupon_used_up", { heldBy: used - replaced.length < total ? [...replaced] : [] });
}
