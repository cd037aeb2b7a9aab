import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@/lib/server/prisma/client";
import { hashToken, newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";

/** The name of the cookie that identifies a browser. `__Host-` needs https, which a shop on the owner's own machine does not have. */
export function buyerCookieName(shop: Shop): string {
  return shop.config.shopUrl.startsWith("https:") ? "__Host-buyer" : "buyer";
}

/** The buyer behind a cookie; null for no cookie, an empty or an unknown one (CVE-2020-26223: an empty token opens nothing). */
export async function findBuyer(shop: Shop, token: string | undefined): Promise<{ id: string } | null> {
  if (!isToken(token)) return null;
  return shop.db.buyer.findUnique({ where: { tokenHash: hashToken(token) }, select: { id: true } });
}

/** What is kept of a cookie's token; null for one that opens nothing. */
export function hashOfCookie(token: string | undefined): string | null {
  return isToken(token) ? hashToken(token) : null;
}

/** Creates a buyer, with the token for its browser's cookie. */
export async function createBuyer(shop: Shop): Promise<{ id: string; token: string }> {
  const token = newToken();
  const { id } = await shop.db.buyer.create({ data: { tokenHash: hashToken(token), createdAt: shop.now() }, select: { id: true } });
  return { id, token };
}

/** Who acts: a buyer that is known, or whoever a cookie says; where it says nobody a new one, with a token for the browser's cookie. */
export type Sender = { buyerId: string } | { token: string | undefined };

/**
 * The first parts of a statement, of which `sender` has the one row: id, and whether it is new (`isNew`) and so known by `newToken`
 * from now on.
 */
export function senderParts(sender: Sender, at: Date): { parts: Prisma.Sql; newToken: string } {
  const fresh = newToken();
  if ("buyerId" in sender)
    return { parts: Prisma.sql`sender AS (SELECT ${sender.buyerId}::uuid AS id, FALSE AS "isNew")`, newToken: fresh };
  const hash = isToken(sender.token) ? hashToken(sender.token) : null;
  const parts = Prisma.sql`known AS (
      SELECT id FROM buyers WHERE token_hash = ${hash}::text
    ), made AS (
      INSERT INTO buyers (id, token_hash, created_at) SELECT ${randomUUID()}::uuid, ${hashToken(fresh)}, ${at}
      WHERE NOT EXISTS (SELECT FROM known) RETURNING id
    ), sender AS (
      SELECT id, FALSE AS "isNew" FROM known UNION ALL SELECT id, TRUE FROM made
    )`;
  return { parts, newToken: fresh };
}

function isToken(token: string | undefined): token is string {
  return token?.length === 43;
}
