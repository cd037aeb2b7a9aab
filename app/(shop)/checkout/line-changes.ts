import { canOrder, isLimited, type WantedLine } from "@/lib/shop/cart/cart";
import type { ShownItem } from "@/lib/shop/checkout/quote";
import { formatFen } from "@/lib/shop/money";
import { checkoutText } from "./text";

const text = checkoutText.goods;

/**
 * How a line differs from what was asked for or, after a refusal, from what was shown when the form was sent; `notSentTo`: the
 * province that was chosen, when it is not sent there.
 */
export function lineChanges(line: WantedLine, shown: ShownItem | undefined, notSentTo: string | null = null): string[] {
  if (!line.onSale) return [text.gone];
  if (!canOrder(line)) return [text.soldOut];
  const changes: string[] = notSentTo === null ? [] : [text.notSent(notSentTo)];
  if (line.wantedQuantity !== null) changes.push(isLimited(line) ? text.limited(line.quantity) : text.fewLeft(line.quantity));
  if (shown && shown.expectedPriceFen !== line.priceFen)
    changes.push(text.newPrice(formatFen(shown.expectedPriceFen), formatFen(line.priceFen)));
  return changes;
}
