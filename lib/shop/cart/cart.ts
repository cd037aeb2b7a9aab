import { quantityLimit } from "@/lib/shop/catalog/product";

/** The nouns of the cart, and its arithmetic. Pure, so that the page can do it too before the server has answered. */

/** As many lines as one order may have. */
export const MAX_LINES = 50;

export type CartLine = {
  variantId: number;
  productSlug: string;
  title: string;
  variantName: string;
  image: string;
  priceFen: number;
  /** What the buyer last saw, when that is not the price of today. */
  formerPriceFen: number | null;
  /** What can be ordered now: never more than there is, 0 when there is none. */
  quantity: number;
  /** What the buyer once asked for, when that is more than can be had. */
  wantedQuantity: number | null;
  available: number;
  onSale: boolean;
  /** The buyer's tick. It counts only on a line that can be ordered. */
  selected: boolean;
};

export type CartSummary = { totalFen: number; count: number; lines: number; allSelected: boolean };

/** True for a line that can be ordered: on sale and in stock. */
export function canOrder(line: CartLine): boolean {
  return line.quantity > 0;
}

/** The lines that 去结算 takes along. */
export function selectedLines(lines: CartLine[]): CartLine[] {
  return lines.filter((line) => line.selected && canOrder(line));
}

/** The sum of what is selected, in fen; `allSelected` is false for a cart in which nothing can be ordered. */
export function summarise(lines: CartLine[]): CartSummary {
  const chosen = selectedLines(lines);
  const orderable = lines.filter(canOrder);
  return {
    totalFen: chosen.reduce((sum, line) => sum + line.priceFen * line.quantity, 0),
    count: chosen.reduce((sum, line) => sum + line.quantity, 0),
    lines: chosen.length,
    allSelected: orderable.length > 0 && chosen.length === orderable.length,
  };
}

/** What a buyer does to a cart. `all` selects or unselects every line. */
export type CartChange =
  | { kind: "quantity"; variantId: number; quantity: number }
  | { kind: "select"; variantId: number; selected: boolean }
  | { kind: "select-all"; selected: boolean }
  | { kind: "remove"; variantId: number };

/** The cart as it will be once the server has done the same; quantities stay within what there is. */
export function applyChange(lines: CartLine[], change: CartChange): CartLine[] {
  if (change.kind === "select-all") return lines.map((line) => ({ ...line, selected: change.selected }));
  if (change.kind === "remove") return lines.filter((line) => line.variantId !== change.variantId);
  return lines.map((line) => {
    if (line.variantId !== change.variantId) return line;
    if (change.kind === "select") return { ...line, selected: change.selected };
    const quantity = Math.max(0, Math.min(change.quantity, quantityLimit(line.available)));
    return { ...line, quantity, wantedQuantity: null };
  });
}
