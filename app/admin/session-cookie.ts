import "server-only";
import { cookies } from "next/headers";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { ownerCookieName } from "@/lib/shop/owners/session";

/** Browsers keep no cookie for longer. The session's own seven days are counted in the database, from its last use. */
const FOUR_HUNDRED_DAYS_S = 400 * 24 * 3600;

export async function readSessionToken(): Promise<string | undefined> {
  return (await cookies()).get(ownerCookieName(getShop()))?.value;
}

/** For server actions only, since pages cannot set cookies. */
export async function keepSessionToken(token: string): Promise<void> {
  (await cookies()).set(ownerCookieName(getShop()), token, { ...attributes(), maxAge: FOUR_HUNDRED_DAYS_S });
}

/** `__Host-` cookies are only deleted by a cookie with the same attributes. */
export async function dropSessionToken(): Promise<void> {
  (await cookies()).set(ownerCookieName(getShop()), "", { ...attributes(), maxAge: 0 });
}

/** Strict: no other site's link or form ever carries it. */
function attributes() {
  return { httpOnly: true, secure: getShop().config.shopUrl.startsWith("https:"), sameSite: "strict", path: "/" } as const;
}
