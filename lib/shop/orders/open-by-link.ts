import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { Shop } from "@/lib/shop/shop";

/** As many browsers may have opened one order by its link; further ones take the place of the oldest. */
export const MAX_VISITS = 50;

/** What a link's token looks like (lib/server/token.ts). */
const TOKEN = /^[\w-]{43}/;

type Knock = { no: string; token: string };
/** An order, and who placed it. */
export type Visit = { orderId: string; ownerId: string };

/**
 * The token that a link meant, whatever chats and mail programs put behind it: blanks, a full stop, a Chinese comma. What is no
 * token comes back as it is, and opens nothing.
 */
export function tokenIn(text: string): string {
  return TOKEN.exec(text.trim())?.[0] ?? text;
}

/** The number of an order that an address meant; null when there is none in it. */
export function numberIn(text: string): string | null {
  return /^\d{10,24}(?!\w)/.exec(text.trim())?.[0] ?? null;
}

/** The order that a link opens; null both for a wrong or empty token and for no order. */
export async function findByLink(shop: Shop, { no, token }: Knock): Promise<Visit | null> {
  if (numberIn(no) !== no) return null;
  const order = await shop.db.order.findUnique({ where: { no }, select: { id: true, buyerId: true, accessToken: true } });
  return order && sameToken(order.accessToken, token) ? { orderId: order.id, ownerId: order.buyerId } : null;
}

/**
 * Lets a browser see an order that it has not placed, until it is forgotten: the link is exchanged once for the browser's own cookie.
 * Doing it twice is doing it once. The caller has made sure that it may.
 */
export async function noteVisit(shop: Shop, { orderId, ownerId, buyerId }: Visit & { buyerId: string }): Promise<void> {
  if (buyerId === ownerId) return;
  const at = shop.now();
  await shop.db.$executeRaw`
    INSERT INTO link_visits (buyer_id, order_id, created_at) VALUES (${buyerId}::uuid, ${orderId}::uuid, ${at})
    ON CONFLICT (buyer_id, order_id) DO UPDATE SET created_at = EXCLUDED.created_at`;
  await shop.db.$executeRaw`
    DELETE FROM link_visits WHERE order_id = ${orderId}::uuid AND buyer_id IN (
      SELECT buyer_id FROM link_visits WHERE order_id = ${orderId}::uuid ORDER BY created_at DESC, buyer_id OFFSET ${MAX_VISITS})`;
}

function sameToken(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
