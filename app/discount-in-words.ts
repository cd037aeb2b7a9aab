import { fill } from "@/lib/language/fill";
import { formatFen, shortFen } from "@/lib/shop/money";
import type { DiscountPart, DiscountQuote } from "@/lib/shop/promotions/promotion";
import type { DiscountWords } from "./discount-text";

/** What more brings the next 满减: in the cart and at the checkout the same words. */
export function nextInWords(words: DiscountWords, { missingFen, offFen, scope }: NonNullable<DiscountQuote["next"]>): string {
  return fill(scope.kind === "all" ? words.next : words.nextOfSome, { missing: shortFen(missingFen), off: shortFen(offFen) });
}

/** "新客券（SAVE5）": what a discount is called in a list of sums. */
export function discountName(words: DiscountWords, { name, code }: Pick<DiscountPart, "name" | "code">): string {
  return code === null ? name : fill(words.withCode, { name, code });
}

/** "−¥5.00". */
export function minus(fen: number): string {
  return `−${formatFen(fen)}`;
}
