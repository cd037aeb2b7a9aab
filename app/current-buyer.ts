import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { buyerCookieName, createBuyer, findBuyer } from "@/lib/shop/buyers/buyer-token";

const ONE_YEAR_S = 365 * 24 * 3600;

/** Who is looking: null for a browser that has put nothing into a cart yet. For pages and for route handlers. */
export const currentBuyer = cache(async (): Promise<{ id: string } | null> => {
  const shop = getShop();
  return findBuyer(shop, (await cookies()).get(buyerCookieName(shop))?.value);
});

/** Who is acting: a browser without a cookie gets one. For server actions only, since pages cannot set cookies. */
export async function ensureBuyer(): Promise<{ id: string }> {
  const known = await currentBuyer();
  if (known) return known;
  const shop = getShop();
  const { id, token } = await createBuyer(shop);
  (await cookies()).set(buyerCookieName(shop), token, {
    httpOnly: true,
    secure: shop.config.shopUrl.startsWith("https:"),
    sameSite: "lax", // strict would be left out when the buyer comes back from Alipay
    path: "/",
    maxAge: ONE_YEAR_S,
  });
  return { id };
}
