import type { FreightBook, FreightLine } from "./freight";
import { PROVINCE_NAMES } from "./province";
import { quoteFreight } from "./quote-freight";

/** What a product's page says of its freight before anybody knows where it goes. */
export type FreightSummary = {
  /** What one piece costs to the cheapest province; `hasMore`: elsewhere, or of another variant, it is more. */
  fromFen: number;
  hasMore: boolean;
  /**
   * Goods of so many fen are sent free; `isEverywhere` false: to some provinces; `isAlike`: goods of one template, whatever else is in
   * the order. null: no sum makes them so, or they are anyhow.
   */
  free: { fromFen: number; isEverywhere: boolean; isAlike: boolean } | null;
  /** Provinces to which it is not sent. */
  excluded: string[];
};

/** The freight of one piece of any of these variants, over all provinces, counted as an order's is. `variants` is not empty. */
export function summariseFreight(book: FreightBook, variants: readonly Omit<FreightLine, "quantity">[]): FreightSummary {
  const template = templateOf(book, variants);
  const excluded = template?.rules.excluded ?? [];
  const delivered = PROVINCE_NAMES.filter((province) => !excluded.includes(province));
  const fees = delivered.flatMap((province) =>
    variants.map((variant) => quoteFreight(book, [{ ...variant, quantity: 1 }], province).feeFen),
  );
  const fromFen = fees.length > 0 ? Math.min(...fees) : 0;
  const hasMore = fees.some((fee) => fee > fromFen);
  return { fromFen, hasMore, free: fromFen === 0 && !hasMore ? null : freeFrom(book, template, delivered), excluded };
}

function templateOf({ templates }: FreightBook, variants: readonly Omit<FreightLine, "quantity">[]) {
  const freight = variants[0]?.freight;
  return freight?.kind === "template" ? templates.find(({ id }) => id === freight.templateId) : undefined;
}

/** The lowest sum that makes the goods free in at least one province: the shop's own, or the template's where it asks no count. */
function freeFrom(
  { wholeOrderFree }: FreightBook,
  template: FreightBook["templates"][number] | undefined,
  delivered: readonly string[],
): FreightSummary["free"] {
  const sums = delivered.map((province) => {
    const whole = wholeOrderFree && !wholeOrderFree.except.includes(province) ? wholeOrderFree.fromFen : null;
    const zone = template && (template.rules.zones.find(({ provinces }) => provinces.includes(province)) ?? template.rules.everywhere);
    const own = zone?.free && zone.free.pieces === null ? zone.free.fen : null;
    const fen = Math.min(whole ?? Number.POSITIVE_INFINITY, own ?? Number.POSITIVE_INFINITY);
    return { fen, isAlike: fen !== whole };
  });
  const fromFen = Math.min(...sums.map(({ fen }) => fen));
  if (!Number.isFinite(fromFen)) return null;
  const lowest = sums.filter(({ fen }) => fen === fromFen);
  return { fromFen, isEverywhere: lowest.length === sums.length, isAlike: lowest.some(({ isAlike }) => isAlike) };
}
