import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { FreightBook, FreightLine, FrozenFreight } from "@/lib/shop/freight/freight";
import { quoteFreight } from "@/lib/shop/freight/quote-freight";

type Named = { title: string; variantName: string };

/** A buyer is never charged a freight that was not shown, and nothing is sold that would not be sent. */
export type FreightRefusal =
  | Refusal<"freight_changed", { fromFen: number; toFen: number }>
  | Refusal<"undeliverable", { province: string; goods: Named[] }>;

/**
 * What an order's freight costs to a province by the rules of a book, in fen, and how it was counted, for the order to keep.
 * Refuses goods that are not sent there, by name, and a freight other than the one that the buyer saw (`expectedFen`).
 */
export function countFreight(
  book: FreightBook,
  lines: readonly (FreightLine & Named)[],
  { province, expectedFen }: { province: string; expectedFen: number },
): Result<{ shippingFen: number; freight: FrozenFreight }, FreightRefusal> {
  const { feeFen, perTemplate, undeliverable } = quoteFreight(book, lines, province);
  if (undeliverable.length > 0)
    return refuse("undeliverable", { province, goods: undeliverable.map(({ title, variantName }) => ({ title, variantName })) });
  if (feeFen !== expectedFen) return refuse("freight_changed", { fromFen: expectedFen, toFen: feeFen });
  return { ok: true, shippingFen: feeFen, freight: { feeFen, perTemplate } };
}
