import { canOrder, type WantedLine } from "@/lib/shop/cart/cart";
import { MAX_QUANTITY } from "@/lib/shop/catalog/product";
import type { FreightBook, ToFree } from "@/lib/shop/freight/freight";
import { quoteFreight } from "@/lib/shop/freight/quote-freight";

/** The noun: what a shopper is about to order, at today's prices. Pure, so that the checkout's form may import it. */

/** So many pieces of a variant. */
export type WantedItem = { variantId: number; quantity: number };

/** What was shown when the form was sent. */
export type ShownItem = WantedItem & { expectedPriceFen: number };

/** How many items a form may name; placeOrder says which of them are too many for one order. */
const MAX_SHOWN_ITEMS = 100;

/** The lines that can be ordered, as the form's hidden field: "12x2:9800,15x1:500" (variant x quantity : price in fen). */
export function encodeItems(lines: WantedLine[]): string {
  return lines
    .filter(canOrder)
    .map((line) => `${line.variantId}x${line.quantity}:${line.priceFen}`)
    .join(",");
}

/** The same of what was shown before. */
export function encodeShown(items: readonly ShownItem[]): string {
  return items.map(({ variantId, quantity, expectedPriceFen }) => `${variantId}x${quantity}:${expectedPriceFen}`).join(",");
}

/** Reads what `encodeItems` wrote; null for anything else. */
export function parseItems(text: string): ShownItem[] | null {
  if (text === "") return [];
  const items: ShownItem[] = [];
  for (const part of text.split(",", MAX_SHOWN_ITEMS + 1)) {
    const match = /^(\d{1,9})x(\d{1,2}):(\d{1,9})$/.exec(part);
    if (!match || Number(match[2]) === 0) return null;
    items.push({ variantId: Number(match[1]), quantity: Number(match[2]), expectedPriceFen: Number(match[3]) });
  }
  return items.length > MAX_SHOWN_ITEMS ? null : items;
}

/** "12x2" → two of variant 12, for /checkout?buy=; null for anything else. */
export function parseBuy(text: string | string[] | undefined): WantedItem | null {
  const match = typeof text === "string" ? /^(\d{1,9})x(\d{1,2})$/.exec(text) : null;
  if (!match) return null;
  const quantity = Number(match[2]);
  return quantity >= 1 && quantity <= MAX_QUANTITY ? { variantId: Number(match[1]), quantity } : null;
}

/** What the checkout says of the freight. `shippingFen` null: it depends on where the goods go, and that is not chosen yet. */
export type ShippingQuote = { shippingFen: number | null; toFree: ToFree | null; undeliverable: WantedLine[] };

/** The freight of what can be ordered, to a province; null: none is chosen yet. */
export function quoteShipping(book: FreightBook, lines: WantedLine[], province: string | null): ShippingQuote {
  const goods = lines.filter(canOrder);
  const { feeFen, toFree, undeliverable } = quoteFreight(book, goods, province);
  const isKnown = province !== null || goods.every(({ freight }) => freight.kind === "free");
  return { shippingFen: isKnown ? feeFen : null, toFree, undeliverable };
}

/** The sum of what can be ordered, in fen, without freight. */
export function quoteTotalFen(lines: WantedLine[]): number {
  return lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
}
