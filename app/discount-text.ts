import { formatFen, shortFen } from "@/lib/shop/money";
import type { Coupon, DiscountPart, DiscountQuote, Tier } from "@/lib/shop/promotions/promotion";

/** "满 ¥100 减 ¥10，满 ¥200 减 ¥30". */
export function tiersInWords(tiers: readonly Tier[]): string {
  return tiers.map(({ fromFen, offFen }) => `满 ${shortFen(fromFen)} 减 ${shortFen(offFen)}`).join("，");
}

/** What more brings the next 满减: in the cart and at the checkout the same words. */
export function nextInWords({ missingFen, offFen, scope }: NonNullable<DiscountQuote["next"]>): string {
  return `再买 ${shortFen(missingFen)}${scope.kind === "all" ? "" : " 活动商品"} 可共减 ${shortFen(offFen)}`;
}

/** "新客券（SAVE5）": what a discount is called in a list of sums. */
export function discountName({ name, code }: Pick<DiscountPart, "name" | "code">): string {
  return code === null ? name : `${name}（${code}）`;
}

/** "−¥5.00". */
export function minus(fen: number): string {
  return `−${formatFen(fen)}`;
}

/** "满 ¥50 减 ¥5", "满 ¥50 打 8.5 折，最多减 ¥20", "无门槛减 ¥5". */
export function couponInWords({ fromFen, off }: Pick<Coupon, "fromFen" | "off">): string {
  const from = fromFen > 0 ? `满 ${shortFen(fromFen)} ` : "无门槛";
  if (off.kind === "sum") return `${from}减 ${shortFen(off.offFen)}`;
  return `${from}打 ${off.payPercent % 10 === 0 ? off.payPercent / 10 : (off.payPercent / 10).toFixed(1)} 折，最多减 ${shortFen(off.mostFen)}`;
}
