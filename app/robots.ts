import type { MetadataRoute } from "next";
import { getShop } from "@/lib/shop/assembly/get-shop";

export const dynamic = "force-dynamic";

/** Goods may be found; carts, orders and the back office may not. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/admin", "/api/", "/cart", "/checkout", "/me", "/orders", "/posters/", "/search"] },
    sitemap: `${getShop().config.shopUrl}/sitemap.xml`,
  };
}
