import "server-only";
import { cookies } from "next/headers";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { openTriedCode } from "@/lib/shop/checkout/tried-code";

const NAME = "coupon";
const ONE_DAY_S = 24 * 3600;

/** The code that the checkout of this browser, `buyerId`, counts with, as long as it can be used; null: none. Only what it has tried opens. */
export async function couponOfCheckout(buyerId: string): Promise<string | null> {
  const kept = (await cookies()).get(NAME)?.value;
  return kept ? openTriedCode(getShop(), buyerId, kept) : null;
}

/** The checkout counts with this code from now on, sealed by `tryCode`, or with none. For server actions only. */
export async function keepCoupon(sealed: string | null): Promise<void> {
  const jar = await cookies();
  const secure = getShop().config.shopUrl.startsWith("https:");
  const kept = { httpOnly: true, secure, sameSite: "lax", path: "/checkout" } as const;
  jar.set(NAME, sealed ?? "", { ...kept, maxAge: sealed === null ? 0 : ONE_DAY_S });
}
