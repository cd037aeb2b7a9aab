/** The nouns of the catalogue, as shoppers see them. Pure, so that components may import it. */

/** Below this the shop says how many are left. */
const FEW = 6;

/** One buyer's most of one thing; the order says the same. */
export const MAX_QUANTITY = 99;

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

/** How much of something one buyer may take: the stock, and no more than MAX_QUANTITY. */
export function quantityLimit(available: number): number {
  return Math.min(available, MAX_QUANTITY);
}

/** "仅剩 2 件", "已售罄", or nothing while there is plenty. */
export function stockHint(available: number): string {
  if (available === 0) return "已售罄";
  return available < FEW ? `仅剩 ${available} 件` : "";
}
