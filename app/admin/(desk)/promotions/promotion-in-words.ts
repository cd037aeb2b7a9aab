import { couponInWords, tiersInWords } from "@/app/discount-text";
import { formatTime } from "@/app/format-time";
import { lastDayInWords } from "@/app/last-day";
import type { OwnerPromotion } from "@/lib/shop/promotions/list-promotions";
import { text } from "./text";

type Said = Pick<OwnerPromotion, "rule" | "startsAt" | "endsAt" | "total" | "perBuyer">;

/** What a promotion says, a line each; `names`: of categories by their number. */
export function promotionInWords({ rule, startsAt, endsAt, total, perBuyer }: Said, names: ReadonlyMap<number, string>): string[] {
  const { scope } = rule;
  const goods =
    scope.kind === "all"
      ? text.scope.all
      : scope.kind === "categories"
        ? text.scope.categories(scope.ids.map((id) => names.get(id) ?? String(id)).join("、"))
        : text.scope.products(scope.ids.length);
  return [
    rule.kind === "reduction" ? tiersInWords(rule.tiers) : couponInWords(rule),
    goods,
    text.times(formatTime(startsAt).slice(0, 16), lastDayInWords(endsAt)),
    ...(rule.kind === "coupon" ? [text.limits(total, perBuyer)] : []),
  ];
}
