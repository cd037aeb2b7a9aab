import type { MetadataRoute } from "next";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listAddresses } from "@/lib/shop/catalog/list-addresses";
import { currentOpening } from "./current-opening";

export const dynamic = "force-dynamic";

/** What search engines may list: nothing of a shop that is not open yet, not even the names of its goods. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const shop = getShop();
  if ((await currentOpening()).standing === "preparing") return [];
  const { categories, products } = await listAddresses(shop);
  const at = (path: string) => `${shop.config.shopUrl}${path}`;
  return [
    { url: at("/") },
    { url: at("/about") },
    ...categories.map((slug) => ({ url: at(`/categories/${slug}`) })),
    ...products.map(({ slug, updatedAt }) => ({ url: at(`/products/${slug}`), lastModified: updatedAt })),
  ];
}
