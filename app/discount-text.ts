import { inBothLanguages } from "@/lib/language/words";
import { shortFen } from "@/lib/shop/money";
import type { Coupon, Tier } from "@/lib/shop/promotions/promotion";

/** What comes off, in sentences that the phone's scripts fill in as well (discount-in-words.ts). */
export const discountText = inBothLanguages(
  { next: "再买 {missing} 可共减 {off}", nextOfSome: "再买 {missing} 活动商品 可共减 {off}", withCode: "{name}（{code}）" },
  {
    next: "{missing} more for {off} off in all",
    nextOfSome: "{missing} more of selected goods for {off} off in all",
    withCode: "{name} ({code})",
  },
);
export type DiscountWords = typeof discountText;

const whenSpent = (from: string | null) => (from === null ? "" : ` when you spend ${from}`);

const rules = inBothLanguages(
  {
    tier: (from: string, off: string) => `满 ${from} 减 ${off}`,
    and: "，",
    sum: (from: string | null, off: string) => `${from === null ? "无门槛" : `满 ${from} `}减 ${off}`,
    percent: (from: string | null, payPercent: number, most: string) => {
      const tenths = payPercent / 10;
      return `${from === null ? "无门槛" : `满 ${from} `}打 ${payPercent % 10 === 0 ? tenths : tenths.toFixed(1)} 折，最多减 ${most}`;
    },
  },
  {
    tier: (from, off) => `${off} off when you spend ${from}`,
    and: ", ",
    sum: (from, off) => `${off} off${whenSpent(from)}`,
    percent: (from, payPercent, most) => `${100 - payPercent}% off${whenSpent(from)}, ${most} at most`,
  },
);

/** "满 ¥100 减 ¥10，满 ¥200 减 ¥30". */
export function tiersInWords(tiers: readonly Tier[]): string {
  return tiers.map(({ fromFen, offFen }) => rules.tier(shortFen(fromFen), shortFen(offFen))).join(rules.and);
}

/** "满 ¥50 减 ¥5", "满 ¥50 打 8.5 折，最多减 ¥20", "无门槛减 ¥5". */
export function couponInWords({ fromFen, off }: Pick<Coupon, "fromFen" | "off">): string {
  const from = fromFen > 0 ? shortFen(fromFen) : null;
  return off.kind === "sum" ? rules.sum(from, shortFen(off.offFen)) : rules.percent(from, off.payPercent, shortFen(off.mostFen));
}
