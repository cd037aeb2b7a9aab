import "server-only";
import { cache } from "react";
import { currentProfile } from "@/app/current-profile";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getProduct } from "@/lib/shop/catalog/get-product";
import { type PosterFacts, posterOf } from "@/lib/shop/poster/poster";
import { posterPicture } from "./text";

/** What the poster of a product shows; null for what is not on sale. */
export const readPosterFacts = cache(async (slug: string): Promise<PosterFacts | null> => {
  const shop = getShop();
  const [product, profile] = await Promise.all([getProduct(shop, slug), currentProfile()]);
  return product && posterOf({ product, profile, shopUrl: shop.config.shopUrl, words: posterPicture });
});
