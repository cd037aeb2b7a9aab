import "server-only";
import { canOrder, type WantedLine } from "@/lib/shop/cart/cart";
import { type CouponRefusal, judgeDiscounts } from "@/lib/shop/promotions/judge-discounts";
import type { DiscountQuote } from "@/lib/shop/promotions/promotion";
import { readDiscountFacts } from "@/lib/shop/promotions/read-promotions";
import type { Shop } from "@/lib/shop/shop";

/** `code`: the coupon that counts; null where none was asked for, or it is refused. */
export type CheckoutDiscount = { quote: DiscountQuote; code: string | null; refusal: CouponRefusal | null };

/** What comes off what can be ordered now, with a coupon where it can be used and without it where not; the order that is placed judges again. */
export async function quoteCoupon(
  shop: Shop,
  { buyerId, lines, code }: { buyerId: string | null; lines: readonly WantedLine[]; code: string | null },
): Promise<CheckoutDiscount> {
  const facts = await readDiscountFacts(shop.db, { code, at: shop.now(), buyerId });
  const goods = lines.filter(canOrder);
  const judged = judgeDiscounts(facts, goods, { code });
  if (judged.ok) return { quote: judged, code, refusal: null };
  const without = judgeDiscounts(facts, goods, { code: null });
  if (!without.ok) throw new Error("an order without a coupon is refused for its coupon");
  return { quote: without, code: null, refusal: judged };
}
