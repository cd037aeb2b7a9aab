import type { MetadataRoute } from "next";

/** Goods may be found; carts, orders and the back office may not. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/admin", "/api/", "/cart", "/checkout", "/me", "/orders", "/posters/", "/search"] },
  };
}
