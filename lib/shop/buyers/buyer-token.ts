import "server-only";
import { randomUUID } from "node:crypto";
import { networkKey } from "@/lib/server/address";
import { Prisma } from "@/lib/server/prisma/client";
import { type Budget, leftOf, limit, type Taken, takePoints } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
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

const NEW_BROWSERS = "new-browsers";

/** How many browsers that are not known a network may bring: each is a row that stays for days, whether it comes back or not. */
function budgetOf({ config }: Shop): Budget {
  return { points: config.newBrowsersPerHour, perSeconds: 3600 };
}

/** Creates a buyer for a browser of this address, within its network's budget. `retryAfterS`: after so long there may be another one. */
export async function welcomeBuyer(
  shop: Shop,
  ip: string,
): Promise<Result<{ id: string; token: string }, Refusal<"limited", { retryAfterS: number }>>> {
  const { ok, retryAfterS } = await limit(shop.pool, NEW_BROWSERS, networkKey(ip), budgetOf(shop));
  if (ok) return { ok: true, ...(await createBuyer(shop)) };
  await shop.slowDown();
  return refuse("limited", { retryAfterS });
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
 * from now on. None for a new one whose network has brought too many; then `newcomer` has what was taken from its budget.
 */
export function senderParts(
  shop: Shop,
  sender: Sender,
  { at, network }: { at: Date; network: string | undefined },
): { parts: Prisma.Sql; newToken: string } {
  const fresh = newToken();
  const nobody = Prisma.sql`newcomer AS (SELECT 0 AS points, 0::bigint AS expire WHERE FALSE)`;
  if ("buyerId" in sender)
    return { parts: Prisma.sql`sender AS (SELECT ${sender.buyerId}::uuid AS id, FALSE AS "isNew"), ${nobody}`, newToken: fresh };
  const hash = isToken(sender.token) ? hashToken(sender.token) : null;
  const key = Prisma.sql`SELECT ${network ?? ""}::text AS key WHERE NOT EXISTS (SELECT FROM known)`;
  const parts = Prisma.sql`known AS (
      SELECT id FROM buyers WHERE token_hash = ${hash}::text
    ), ${network === undefined ? nobody : Prisma.sql`newcomer AS (${takePoints(NEW_BROWSERS, key, budgetOf(shop))})`}, made AS (
      INSERT INTO buyers (id, token_hash, created_at) SELECT ${randomUUID()}::uuid, ${hashToken(fresh)}, ${at}
      WHERE NOT EXISTS (SELECT FROM known) AND NOT EXISTS (SELECT FROM newcomer WHERE points > ${budgetOf(shop).points}) RETURNING id
    ), sender AS (
      SELECT id, FALSE AS "isNew" FROM known UNION ALL SELECT id, TRUE FROM made
    )`;
  return { parts, newToken: fresh };
}

/** Of `newcomer` of `senderParts`: after so many s the network may bring another browser. */
export function newcomerWaitS({ config }: Shop, newcomer: Taken): number {
  return leftOf(NEW_BROWSERS, newcomer, config.newBrowsersPerHour).retryAfterS;
}

function isToken(token: string | undefined): token is string {
  return token?.length === 43;
}
