import { quantityLimit, type VariantFacts } from "@/lib/shop/catalog/product";

/** The nouns of the cart, and its arithmetic. Pure, so that the page can compute it before the server has answered. */

/** A variant that somebody wants, in the cart or bought at once, with its price and stock of this moment. */
export type WantedLine = VariantFacts & {
  /** What can be ordered now: never more than is wanted or available; 0 when it is sold out or no longer on sale. */
  quantity: number;
  /** What was asked for, when that is more than can be ordered. */
  wantedQuantity: number | null;
};

/** A line of the cart. */
export type CartLine = WantedLine & {
  /** The price that the buyer last saw, when that is not the price of today. */
  formerPriceFen: number | null;
  /** The buyer's tick. It counts only on a line that can be ordered. */
  selected: boolean;
};

export type CartSummary = { totalFen: number; count: number; lines: number; allSelected: boolean };

/** What can be ordered of a variant of which `wanted` pieces are asked for. */
export function toWantedLine(facts: VariantFacts, wanted: number): WantedLine {
  const quantity = Math.min(wanted, quantityLimit(facts.available, facts.limit));
  return { ...facts, quantity, wantedQuantity: quantity < wanted ? wanted : null };
}

/** True where not the stock but the owner's limit makes a line smaller than was asked for. */
export function isLimited({ limit, available, quantity, wantedQuantity }: WantedLine): boolean {
  return wantedQuantity !== null && limit !== undefined && quantity === limit && limit < available;
}

/** True for a line that can be ordered: on sale and in stock. */
export function canOrder(line: WantedLine): boolean {
  return line.quantity > 0;
}

/** The lines that 去结算 takes along: ticked, and in stock. */
export function linesToOrder(lines: CartLine[]): CartLine[] {
  return lines.filter((line) => line.selected && canOrder(line));
}

/** The sum of what is selected, in fen; `allSelected` is false for a cart in which nothing can be ordered. */
export function summarise(lines: CartLine[]): CartSummary {
  const chosen = linesToOrder(lines);
  const orderable = lines.filter(canOrder);
  return {
    totalFen: chosen.reduce((sum, line) => sum + line.priceFen * line.quantity, 0),
    count: chosen.reduce((sum, line) => sum + line.quantity, 0),
    lines: chosen.length,
    allSelected: orderable.length > 0 && chosen.length === orderable.length,
  };
}

/** What a buyer does to a cart. `select-all` ticks or unticks every line. */
export type CartChange =
  | { kind: "quantity"; variantId: number; quantity: number }
  | { kind: "select"; variantId: number; selected: boolean }
  | { kind: "select-all"; selected: boolean }
  | { kind: "remove"; variantId: number };

/** The cart after a change, as the server will return it; quantities stay within what is available. */
export function applyChange(lines: CartLine[], change: CartChange): CartLine[] {
  if (change.kind === "select-all") return lines.map((line) => ({ ...line, selected: change.selected }));
  if (change.kind === "remove") return lines.filter((line) => line.variantId !== change.variantId);
  return lines.map((line) => {
    if (line.variantId !== change.variantId) return line;
    if (change.kind === "select") return { ...line, selected: change.selected };
    const quantity = Math.max(0, Math.min(change.quantity, quantityLimit(line.available, line.limit)));
    return { ...line, quantity, wantedQuantity: null };
  });
}
