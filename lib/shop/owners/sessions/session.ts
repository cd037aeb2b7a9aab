import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Member } from "../owner";

/** A browser in which somebody of the back office is logged in. */
export type Session = { id: bigint; owner: Member; deviceId: bigint | null; confirmedAt: Date | null };

/** How many characters a token has that `newToken` made. */
export const TOKEN_LENGTH = 43;

/** session: who is logged in. device: this browser logged in before. pending: the second step of a login is to come. */
const COOKIES = { session: "owner", device: "owner-device", pending: "owner-login" };
export type OwnerCookie = keyof typeof COOKIES;

/** `__Host-` needs https, which a shop on the owner's own machine does not have. */
export function ownerCookieName(shop: Shop, cookie: OwnerCookie): string {
  return shop.config.shopUrl.startsWith("https:") ? `__Host-${COOKIES[cookie]}` : COOKIES[cookie];
}

/** Whether a request's Cookie header has what looks like a session of an owner's; whether it is one, the database knows. */
export function mayHaveSession(shop: Shop, cookies: string | undefined): boolean {
  return (cookies ?? "").split(";").some((one) => {
    const [name, value = ""] = one.trim().split("=", 2);
    return name === ownerCookieName(shop, "session") && value.length === TOKEN_LENGTH;
  });
}

/** When a session ends that began at `createdAt` and is used at `now`: some time after its last visit, and at its absolute end. */
export function endOfSession({ config }: Shop, createdAt: Date, now: Date): Date {
  const { sessionMs, idleMs } = config.ownerAccess;
  return new Date(Math.min(createdAt.getTime() + sessionMs, now.getTime() + idleMs));
}

/** Whether the owner gave a password or a passkey in this session so lately that a sensitive action need not ask again. */
export function isConfirmed(shop: Shop, { confirmedAt }: Session): boolean {
  return confirmedAt !== null && shop.now().getTime() - confirmedAt.getTime() < shop.config.ownerAccess.confirmMs;
}
