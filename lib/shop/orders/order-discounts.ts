import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { type CouponRefusal, judgeDiscounts, judgeUses } from "@/lib/shop/promotions/judge-discounts";
import type { DiscountPart } from "@/lib/shop/promotions/promotion";
import type { DiscountFacts } from "@/lib/shop/promotions/read-promotions";
import { type FormerOrder, usesCoupon } from "./former-orders";
import type { OrderDraft } from "./order-draft";
import type { OrderLine } from "./placing-facts";

/** A buyer is never charged a sum that was not shown, dearer or cheaper. */
export type DiscountRefusal = CouponRefusal | Refusal<"discount_changed", { fromFen: number; toFen: number }>;

/** A line with its share of what comes off the order, in fen. */
export type DiscountedLine = OrderLine & { discountFen: number };

type Counted = { discountFen: number; discounts: DiscountPart[]; lines: DiscountedLine[]; couponId: number | null; givenUp: number };

/**
 * What comes off an order of these lines, and each line's share of it. `kept`: orders of the same form that stay, `replaced`: those
 * whose place it takes. Refuses a coupon that cannot be used, and another discount than the form showed.
 */
export function countDiscounts(
  draft: OrderDraft,
  facts: DiscountFacts,
  { lines, kept, replaced }: { lines: readonly OrderLine[]; kept: readonly FormerOrder[]; replaced: readonly FormerOrder[] },
): Result<Counted, DiscountRefusal> {
  const code = draft.couponCode ?? null;
  const holders = [...kept, ...replaced].filter((order) => usesCoupon(order, code));
  const givenUp = holders.filter((order) => replaced.includes(order) || isGivenUp(order)).length;
  const uses = { kept: holders.length - givenUp, givenUp };
  const judged = judgeDiscounts(facts, lines, { code, uses });
  if (!judged.ok) return judged;
  const { discountFen, parts, sharesFen } = judged;
  const expectedFen = draft.expectedDiscountFen ?? 0;
  if (discountFen !== expectedFen) return refuse("discount_changed", { fromFen: expectedFen, toFen: discountFen });
  const couponId = parts.find(({ kind }) => kind === "coupon")?.promotionId ?? null;
  const shared = lines.map((line, place) => ({ ...line, discountFen: sharesFen[place] ?? 0 }));
  return { ok: true, discountFen, discounts: parts, lines: shared, couponId, givenUp };
}

/** Its buyer wants it closed, which the gateway has yet to allow. */
function isGivenUp({ status, closeWanted }: FormerOrder): boolean {
  return status === "PENDING" && closeWanted === "buyer";
}

/** Whether an unpaid order that holds a coupon may go to another phone number, which may have used it up; its own use is counted already. */
export function judgeCouponMove({ coupon }: DiscountFacts, others: readonly FormerOrder[]): CouponRefusal | null {
  if (!coupon) return null;
  const kept = others.filter((order) => usesCoupon(order, coupon.coupon.code) && !isGivenUp(order)).length;
  return judgeUses({ ...coupon, total: null }, { kept, givenUp: 0 });
}
