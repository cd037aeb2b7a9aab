/** The nouns of the catalogue and its limits. Pure, so that components may import it. */
import type { ProductFreight } from "@/lib/shop/freight/freight";
import type { ListPriceBasis } from "./list-price";

/** How many pieces of one variant, and how many different variants, one order may hold. A cart holds no more. */
export const MAX_QUANTITY = 99;
export const MAX_LINES = 50;

/** How many pictures a product may have, how many more in its description, and how many combinations of its values: their table is one form, within MAX_ACTION_BYTES. */
export const MOST_PICTURES = 9;
export const MOST_DETAILS = 20;
export const MOST_VARIANTS = 50;
/** How many options a product may be chosen by: 颜色 and 尺码. */
export const MOST_OPTIONS = 2;
/** ¥100,000: a price above it is more likely a typing error. */
export const MAX_PRICE_FEN = 100_000_00;
export const MAX_STOCK = 1_000_000;
/** From more pieces on nothing is called scarce. */
export const MAX_LOW_STOCK = 9_999;
/** What stands between the values in a variant's name. */
export const BETWEEN_VALUES = " / ";
/** What a single list of variants is called, as products had it before they had options. */
export const PLAIN_OPTION = "规格";

/** How many products the owner may recommend: no more than a page of a list. */
export const MOST_RECOMMENDED = 20;
/** How many characters of a search are looked for. */
export const MAX_QUERY = 50;

export type CategoryView = { slug: string; name: string; icon: string };

/** A product in a list. `priceFen` is its lowest; `hasMorePrices` makes it 起. */
export type ProductCard = {
  slug: string;
  title: string;
  subtitle: string;
  image: string;
  priceFen: number;
  listPriceFen: number | null;
  /** What that is. */
  listPriceBasis: ListPriceBasis;
  hasMorePrices: boolean;
  /** What can still be sold, of all variants together. */
  available: number;
};

/** `valueIds`: one value of each of the product's options, in their order. */
export type VariantView = {
  id: number;
  name: string;
  priceFen: number;
  listPriceFen: number | null;
  available: number;
  grams: number;
  valueIds: readonly number[];
};

/** What a product is chosen by. `image` is a picture's name; empty when the value has none of its own. */
export type OptionView = { id: number; name: string; values: OptionValueView[] };
export type OptionValueView = { id: number; name: string; image: string };

/** 限购: how many pieces of a product, of all its variants together; null for no limit. */
export type BuyLimits = { perOrder: number | null; perBuyer: number | null };

export type ProductView = {
  id: number;
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  images: string[];
  category: { id: number; slug: string; name: string };
  /** The options by which its variants differ; none where there is nothing to choose. */
  options: OptionView[];
  /** Pictures of the description by their number, with holes: detail-places.ts. */
  details: string[];
  variants: VariantView[];
  /** What its prices are that are struck through. */
  listPriceBasis: ListPriceBasis;
  freight: ProductFreight;
  limits: BuyLimits;
  /** Pieces that were paid for and not given back before they were sent, of all variants there ever were. */
  sold: number;
};

/** How long the owner's texts may be, in characters. */
export const MAX_LENGTHS = { title: 60, subtitle: 80, description: 5000, variantName: 30, optionName: 10, categoryName: 10, sku: 40 };

/** How many words to be found by, of how many characters each. */
export const MOST_KEYWORDS = 10;
export const MAX_KEYWORD_LENGTH = 20;
/** The highest limit that an owner may set for one buyer; of one order MAX_QUANTITY. */
export const MAX_BUYER_LIMIT = 999;

/** What the owner writes about a product. What may be left out stays as it is; without `freight` a new product has none to pay. */
export type ProductInput = {
  title: string;
  subtitle: string;
  description: string;
  categoryId: number;
  freight?: ProductFreight;
  keywords?: string[];
  limitPerOrder?: number | null;
  limitPerBuyer?: number | null;
};

/**
 * What the owner writes about a variant; `listPriceFen` is the price to strike through, null for none. `grams` is what one weighs,
 * 0 when nobody has said; `lowStockAt` from how many pieces on it is scarce, null for the shop's number. Without these two they stay
 * as they are.
 */
export type VariantInput = { name: string; priceFen: number; listPriceFen: number | null; grams?: number; lowStockAt?: number | null };

/** What a cart or a checkout needs to know of one variant. `available` is 0 when it is no longer on sale. */
export type VariantFacts = {
  variantId: number;
  productId: number;
  categoryId: number;
  productSlug: string;
  title: string;
  variantName: string;
  image: string;
  priceFen: number;
  available: number;
  onSale: boolean;
  grams: number;
  freight: ProductFreight;
  /** The most pieces of its product that one order may hold; unset where the owner sets no limit. */
  limit?: number;
};

/** How many pieces of a variant one buyer may take at once: what is available, but at most MAX_QUANTITY and the owner's limit. */
export function quantityLimit(available: number, limit: number = MAX_QUANTITY): number {
  return Math.min(available, MAX_QUANTITY, limit);
}

/** What one order may hold at most under these limits; undefined without any. */
export function orderLimit({ perOrder, perBuyer }: BuyLimits): number | undefined {
  if (perOrder === null) return perBuyer ?? undefined;
  return Math.min(perOrder, perBuyer ?? perOrder);
}
