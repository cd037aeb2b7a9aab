import "server-only";
import { cookies } from "next/headers";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { normaliseCode } from "@/lib/shop/promotions/normalise-code";

const NAME = "coupon";
const ONE_DAY_S = 24 * 3600;

/** The code that this browser's checkout counts with; null: none. What is in it is only typed, and judged each time. */
export async function couponOfCheckout(): Promise<string | null> {
  const kept = (await cookies()).get(NAME)?.value;
  return kept === undefined ? null : normaliseCode(kept);
}

/** The checkout counts with this code from now on, or with none. For server actions only. */
export async function keepCoupon(code: string | null): Promise<void> {
  const jar = await cookies();
  const secure = getShop().config.shopUrl.startsWith("https:");
  const kept = { httpOnly: true, secure, sameSite: "lax", path: "/checkout" } as const;
  jar.set(NAME, code ?? "", { ...kept, maxAge: code === null ? 0 : ONE_DAY_S });
}
