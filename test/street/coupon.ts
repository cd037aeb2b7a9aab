import { later } from "@/lib/shop/due/review-due";
import { addPromotion } from "@/lib/shop/promotions/save-promotion";
import type { Shop } from "@/lib/shop/shop";
import { MINUTE_MS } from "../test-shop";

/** The coupon of a simulated shop. Two for the last use at once are common. */
export const COUPON = { code: "STREET", offFen: 100, total: 2, lastsMs: 40 * MINUTE_MS };
export const COUPON_REFUSALS = ["coupon_used_up", "coupon_held", "coupon_unusable"];

/** Two may use it, and only in the beginning. */
export async function handOutCoupon(shop: Shop): Promise<void> {
  const added = await addPromotion(shop, {
    ...{ name: "新客券", code: COUPON.code, total: COUPON.total, perBuyer: null },
    rule: { kind: "coupon", scope: { kind: "all" }, fromFen: 0, off: { kind: "sum", offFen: COUPON.offFen } },
    ...{ startsAt: shop.now(), endsAt: later(shop.now(), COUPON.lastsMs) },
  });
  if (!added.ok) throw new Error(added.reason);
}
