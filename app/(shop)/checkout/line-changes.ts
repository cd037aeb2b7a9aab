import { fill } from "@/lib/language/fill";
import { canOrder, isLimited, type WantedLine } from "@/lib/shop/cart/cart";
import type { ShownItem } from "@/lib/shop/checkout/quote";
import { shortProvince } from "@/lib/shop/freight/short-province";
import { formatFen } from "@/lib/shop/money";
import type { CheckoutWords } from "./text";

/**
 * How a line differs from what was asked for or, after a refusal, from what was shown when the form was sent; `notSentTo`: the
 * province that was chosen, when it is not sent there.
 */
export function lineChanges(
  words: CheckoutWords,
  line: WantedLine,
  shown: ShownItem | undefined,
  notSentTo: string | null = null,
): string[] {
  const text = words.goods;
  if (!line.onSale) return [text.gone];
  if (!canOrder(line)) return [text.soldOut];
  const changes: string[] = notSentTo === null ? [] : [fill(text.notSent, { province: provinceIn(words, notSentTo) })];
  if (line.wantedQuantity !== null)
    changes.push(isLimited(line) ? fill(text.limited, { most: line.quantity }) : fill(text.fewLeft, { left: line.quantity }));
  if (shown && shown.expectedPriceFen !== line.priceFen)
    changes.push(fill(text.newPrice, { from: formatFen(shown.expectedPriceFen), to: formatFen(line.priceFen) }));
  return changes;
}

/** What a province is called, by its official name. */
export function provinceIn({ provinces }: Pick<CheckoutWords, "provinces">, name: string): string {
  return provinces[name] ?? shortProvince(name);
}
