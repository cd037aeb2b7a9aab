/** The noun: a picture of one product, to be sent and to be scanned. Pure. */

import { createHash } from "node:crypto";
import type { ListPriceBasis } from "@/lib/shop/catalog/list-price";
import type { ProductView } from "@/lib/shop/catalog/product";
import { OWN_COLOUR, type Palette, paletteOf } from "@/lib/shop/profile/colour";
import { nameOf, type ShopProfile } from "@/lib/shop/profile/profile";

/** What the picture itself says, beside what the owner wrote. */
export type PosterWords = { from: string; scan: string; hint: string; listPrice: Record<ListPriceBasis, string> };

/** All that is drawn, and nothing else: two posters with the same facts are the same picture. */
export type PosterFacts = {
  title: string;
  priceFen: number;
  /** Other variants cost more. */
  isFrom: boolean;
  /** What is struck through, and what it is; null where the owner shows none. */
  listPriceFen: number | null;
  listPriceBasis: ListPriceBasis;
  /** Pictures' names; empty for none. */
  picture: string;
  logo: string;
  shopName: string;
  tagline: string;
  palette: Palette;
  /** What the QR code says: the product's absolute address. */
  link: string;
  words: PosterWords;
};

/** To be raised whenever the same facts are drawn differently, so that no browser keeps the old picture. */
const DESIGN = 2;

/** The picture's width in pixels, and what its height mostly is: with a picture and one line of a name. */
export const POSTER_WIDTH = 750;
export const USUAL_POSTER_HEIGHT = 1341;

type Source = { product: ProductView; profile: ShopProfile; shopUrl: string; words: PosterWords };

/**
 * What a poster shows of a product. Its price is what a list says (`toProductCard`): the lowest of the variants in stock, or of all
 * when none is. Null when the product has no variant any more. `shopUrl` is the configured origin.
 */
export function posterOf({ product, profile, shopUrl, words }: Source): PosterFacts | null {
  const { slug, title, images, variants } = product;
  const cheapest = [...variants].sort((a, b) => a.priceFen - b.priceFen);
  const shown = cheapest.find(({ available }) => available > 0) ?? cheapest[0];
  if (!shown) return null;
  return {
    title,
    priceFen: shown.priceFen,
    isFrom: variants.some(({ priceFen }) => priceFen > shown.priceFen),
    listPriceFen: shown.listPriceFen,
    listPriceBasis: product.listPriceBasis,
    picture: images[0] ?? "",
    logo: profile.logo,
    shopName: nameOf(profile),
    tagline: profile.tagline,
    palette: paletteOf(profile.themeColour || OWN_COLOUR),
    link: `${shopUrl}/products/${encodeURIComponent(slug)}`,
    words,
  };
}

/** Names what is drawn: 32 letters, others as soon as any fact is another. */
export function posterKey(facts: PosterFacts): string {
  return createHash("sha256")
    .update(JSON.stringify([DESIGN, facts]))
    .digest("base64url")
    .slice(0, 32);
}
