/** The nouns of the catalogue and its limits. Pure, so that components may import it. */

/** At or below this the owner sees a variant as nearly sold out. */
export const LOW_STOCK = 5;

/** How many pieces of one variant, and how many different variants, one order may hold. A cart holds no more. */
export const MAX_QUANTITY = 99;
export const MAX_LINES = 50;

/** How many pictures, how many more in its description, and how many variants a product may have. */
export const MOST_PICTURES = 9;
export const MOST_DETAILS = 20;
export const MOST_VARIANTS = 30;

/** How many products the owner may recommend: no more than a page of a list. */
export const MOST_RECOMMENDED = 20;

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

export type VariantView = { id: number; name: string; priceFen: number; listPriceFen: number | null; available: number };

export type ProductView = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  images: string[];
  category: { slug: string; name: string };
  variants: VariantView[];
};

/** How long the owner's texts may be, in characters. */
export const MAX_LENGTHS = { title: 60, subtitle: 80, description: 5000, variantName: 30 };

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
