import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { clientIp } from "@/app/client-ip";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { buyerCookieName, findBuyer, welcomeBuyer } from "@/lib/shop/buyers/buyer-token";

const ONE_YEAR_S = 365 * 24 * 3600;

/** Who is looking: null for a browser that has put nothing into a cart yet. For pages and for route handlers. */
export const currentBuyer = cache(async (): Promise<{ id: string } | null> => {
  return findBuyer(getShop(), await buyerToken());
});

/**
 * Who is acting: a browser without a cookie gets one; null where its network has brought too many. For server actions only, since
 * pages cannot set cookies.
 */
export async function ensureBuyer(): Promise<{ id: string } | null> {
  const known = await currentBuyer();
  if (known) return known;
  const welcomed = await welcomeBuyer(getShop(), await clientIp());
  if (!welcomed.ok) return null;
  await keepBuyer(welcomed.token);
  return { id: welcomed.id };
}

/** What the browser's cookie says, whoever that may be. */
export async function buyerToken(): Promise<string | undefined> {
  return (await cookies()).get(buyerCookieName(getShop()))?.value;
}

/** The browser is known by this token from now on. */
export async function keepBuyer(token: string): Promise<void> {
  const shop = getShop();
  (await cookies()).set(buyerCookieName(shop), token, {
    httpOnly: true,
    secure: shop.config.shopUrl.startsWith("https:"),
    sameSite: "lax", // strict would be left out when the buyer comes back from Alipay
    path: "/",
    maxAge: ONE_YEAR_S,
  });
}
