/** The nouns of the catalogue and its limits. Pure, so that components may import it. */

/** At or below this the owner sees a variant as nearly sold out. */
export const LOW_STOCK = 5;

/** How many pieces of one variant, and how many different variants, one order may hold. A cart holds no more. */
export const MAX_QUANTITY = 99;
export const MAX_LINES = 50;

/** How many pictures a product may have, and how many combinations of its values: their table is one form, within MAX_ACTION_BYTES. */
export const MOST_PICTURES = 9;
export const MOST_VARIANTS = 60;
/** How many options a product may be chosen by: 颜色 and 尺码. */
export const MOST_OPTIONS = 2;
/** ¥100,000: a price above it is more likely a typing error. */
export const MAX_PRICE_FEN = 100_000_00;
export const MAX_STOCK = 1_000_000;
/** What stands between the values in a variant's name. */
export const BETWEEN_VALUES = " / ";
/** What a single list of variants is called, as products had it before they had options. */
export const PLAIN_OPTION = "规格";

export type CategoryView = { slug: string; name: string; icon: string };

/** A product in a list. `priceFen` is its lowest; `hasMorePrices` makes it 起. */
export type ProductCard = {
  slug: string;
  title: string;
  subtitle: string;
  image: string;
  priceFen: number;
  listPriceFen: number | null;
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
  valueIds: readonly number[];
};

/** What a product is chosen by. `image` is a picture's name; empty when the value has none of its own. */
export type OptionView = { id: number; name: string; values: OptionValueView[] };
export type OptionValueView = { id: number; name: string; image: string };

export type ProductView = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  images: string[];
  category: { slug: string; name: string };
  /** The options by which its variants differ; none where there is nothing to choose. */
  options: OptionView[];
  variants: VariantView[];
};

/** How long the owner's texts may be, in characters. */
export const MAX_LENGTHS = { title: 60, subtitle: 80, description: 5000, variantName: 30, optionName: 10, sku: 40 };

/** What the owner writes about a product. */
export type ProductInput = { title: string; subtitle: string; description: string; categoryId: number };

/** What the owner writes about a variant; `listPriceFen` is the price to strike through, null for none. */
export type VariantInput = { name: string; priceFen: number; listPriceFen: number | null };

/** What a cart or a checkout needs to know of one variant. `available` is 0 when it is no longer on sale. */
export type VariantFacts = {
  variantId: number;
  productSlug: string;
  title: string;
  variantName: string;
  image: string;
  priceFen: number;
  available: number;
  onSale: boolean;
};

/** How many pieces of a variant one buyer may take: what is available, but at most MAX_QUANTITY. */
export function quantityLimit(available: number): number {
  return Math.min(available, MAX_QUANTITY);
}
