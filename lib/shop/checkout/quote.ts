/** The noun: what a shopper is about to order, at today's prices. Pure, so that the checkout's form may import it. */

/** What is wanted: so many of a variant. */
export type Wanted = { variantId: number; quantity: number };

/** What was shown when the form was sent. */
export type ShownItem = Wanted & { expectedPriceFen: number };

export type QuoteLine = {
  variantId: number;
  slug: string;
  title: string;
  variantName: string;
  image: string;
  priceFen: number;
  /** What was asked for. */
  wanted: number;
  /** What can be ordered now: never more than is wanted or in stock; 0 when sold out or no longer on sale. */
  quantity: number;
  onSale: boolean;
};

const MOST_QUANTITY = 99;

/** The lines that can be ordered, as the form's hidden field: "12x2:9800,15x1:500" (variant x quantity : price in fen). */
export function encodeItems(lines: QuoteLine[]): string {
  return lines
    .filter((line) => line.quantity > 0)
    .map((line) => `${line.variantId}x${line.quantity}:${line.priceFen}`)
    .join(",");
}

/** The opposite of `encodeItems`; null for anything that it never writes. */
export function parseItems(text: string): ShownItem[] | null {
  if (text === "") return [];
  const items: ShownItem[] = [];
  for (const part of text.split(",", 101)) {
    const match = /^(\d{1,9})x(\d{1,2}):(\d{1,9})$/.exec(part);
    if (!match || Number(match[2]) === 0) return null;
    items.push({ variantId: Number(match[1]), quantity: Number(match[2]), expectedPriceFen: Number(match[3]) });
  }
  return items.length > 100 ? null : items;
}

/** "12x2" → two of variant 12, for /checkout?buy=; null for anything else. */
export function parseBuy(text: string | string[] | undefined): Wanted | null {
  const match = typeof text === "string" ? /^(\d{1,9})x(\d{1,2})$/.exec(text) : null;
  if (!match) return null;
  const quantity = Number(match[2]);
  return quantity >= 1 && quantity <= MOST_QUANTITY ? { variantId: Number(match[1]), quantity } : null;
}

/** The sum of what can be ordered, in fen. */
export function quoteTotalFen(lines: QuoteLine[]): number {
  return lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
}
