import "server-only";
import { cookies } from "next/headers";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { OpenedSession } from "@/lib/shop/owners/sessions/open-session";
import { type OwnerCookie, ownerCookieName } from "@/lib/shop/owners/sessions/session";

/** Browsers keep no cookie for longer. When a session ends is counted in the database. */
const FOUR_HUNDRED_DAYS_S = 400 * 24 * 3600;

export async function readOwnerCookie(cookie: OwnerCookie): Promise<string | undefined> {
  return (await cookies()).get(ownerCookieName(getShop(), cookie))?.value;
}

/** For server actions only, since pages cannot set cookies. */
export async function keepOwnerCookie(cookie: OwnerCookie, token: string): Promise<void> {
  (await cookies()).set(ownerCookieName(getShop(), cookie), token, { ...attributes(), maxAge: FOUR_HUNDRED_DAYS_S });
}

/** `__Host-` cookies are only deleted by a cookie with the same attributes. */
export async function dropOwnerCookie(cookie: OwnerCookie): Promise<void> {
  (await cookies()).set(ownerCookieName(getShop(), cookie), "", { ...attributes(), maxAge: 0 });
}

/** The cookies of a browser in which an owner has just logged in. */
export async function keepSession({ token, deviceToken }: OpenedSession): Promise<void> {
  await keepOwnerCookie("session", token);
  await keepOwnerCookie("device", deviceToken);
}

/** Strict: no other site's link or form ever carries it. */
function attributes() {
  return { httpOnly: true, secure: getShop().config.shopUrl.startsWith("https:"), sameSite: "strict", path: "/" } as const;
}
