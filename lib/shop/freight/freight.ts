/** The nouns: what it costs to send goods, and where they are not sent. Pure, so that the pages may import it. */

/** What a template counts: pieces, or grams. */
export type FreightUnit = "piece" | "weight";

/** Up to `first` units cost `firstFeeFen`; each further `step` of units, begun or whole, `stepFeeFen`. */
export type Fee = { first: number; firstFeeFen: number; step: number; stepFeeFen: number };

/** From so much on goods are sent free: a sum, a number of pieces, or both together. Of neither nothing is free. */
export type FreeFrom = { fen: number | null; pieces: number | null };

/** What sending costs to a part of the country. */
export type Zone = { fee: Fee; free: FreeFrom | null };

/** `everywhere` holds for each province that no zone names. Goods are not sent to those `excluded`. No province stands twice. */
export type FreightRules = { everywhere: Zone; zones: (Zone & { provinces: string[] })[]; excluded: string[] };

export type FreightTemplate = { id: number; name: string; unit: FreightUnit; rules: FreightRules };

/** Goods of an order that come to `fromFen` make the whole order free of freight, but not to the provinces of `except`. */
export type WholeOrderFree = { fromFen: number; except: string[] };

/** All that freight is counted by. */
export type FreightBook = { templates: FreightTemplate[]; wholeOrderFree: WholeOrderFree | null };

/** How the freight of a product is counted. `fixed`: one fee, however many pieces. */
export type ProductFreight = { kind: "free" } | { kind: "fixed"; feeFen: number } | { kind: "template"; templateId: number };

/** What freight has to know of a line of an order or a cart. */
export type FreightLine = { priceFen: number; quantity: number; grams: number; freight: ProductFreight };

/** What one template, or one product with a fixed fee (`template` null), adds to an order's freight, and by which fee. */
export type FreightPart = {
  template: { id: number; name: string; unit: FreightUnit } | null;
  /** Pieces, or grams. */
  units: number;
  feeFen: number;
  fee: Fee;
  /** Why it is 0: the order's sum, or the template's own rule. */
  freeBy: "order" | "template" | null;
};

/**
 * How much more one has to buy until sending is free: of any goods, or, where that is less, of goods whose freight is counted together
 * with those that are charged. Null: no sum makes it free, or (`alikeFen`) it takes as much as of any goods. Never both null.
 */
export type ToFree = { anyFen: number | null; alikeFen: number | null };

export type FreightQuote<Line> = {
  feeFen: number;
  /** Lines that are not sent to the province; nothing is counted for them. */
  undeliverable: Line[];
  /** What makes the freight 0; null when it is, or when no sum alone does. */
  toFree: ToFree | null;
  perTemplate: FreightPart[];
};

/** How an order keeps its freight, for people to read. What was paid is in its sums. */
export type FrozenFreight = Pick<FreightQuote<unknown>, "feeFen" | "perTemplate"> & {
  /** What its form showed, where the owner has changed the order's freight since. */
  placedFen?: number | undefined;
};

/** How many templates a shop may have, and how many zones one of them. */
export const MOST_TEMPLATES = 50;
export const MOST_ZONES = 4;
/** The limits of a form. Every sum of fees stays far inside a whole number that is exact (2^53). */
export const MAX_FEE_FEN = 10_000_00;
export const MAX_UNITS = 1_000_000;
/** 100 kg. */
export const MAX_GRAMS = 100_000;
