import "server-only";
import type { Tx } from "@/lib/server/db";
import { logLimit } from "@/lib/server/log-limit";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";
import type { Shop, UnpaidLimits } from "@/lib/shop/shop";

/** How much may be held without paying, and by whom: docs/decisions/0019. */

export type UnpaidRefusal =
  /** This browser has as many unpaid orders as it may have: `most`. */
  | Refusal<"unpaid_orders", { most: number }>
  /** This browser would hold too much of one thing; it may take `left` more pieces of it. */
  | Refusal<"held_too_much", { goods: string; left: number }>
  /** The unpaid orders of this network are too many, or hold too much of one thing: `goods`. */
  | Refusal<"network_full", { goods: string | null }>;

type Line = { variantId: number; quantity: number; title: string; variantName: string };
export type Holding = {
  buyerId: string;
  network: string | undefined;
  lines: readonly Line[];
  /** Orders that do not count: the one that is being placed, and those whose place it takes. */
  except: readonly string[];
  at: Date;
};

/** What unpaid orders hold already, of one variant. */
type Held = { variantId: number; forSale: number; own: number; near: number; ownOrders: number; nearOrders: number };

/** No more orders are being placed at any moment, at all instances together: each has a connection, of which one process has 12. */
const MOST_AT_ONCE = 150;

/**
 * Before an order is written: null when its browser and its network may hold so much more. The caller has locked the buyer's
 * row, so what is counted of the browser stands.
 */
export async function checkLimits(tx: Tx, shop: Shop, holding: Holding): Promise<UnpaidRefusal | null> {
  const refusal = judge(shop.config.unpaid, holding, await readHeld(tx, holding));
  if (refusal) logLimit(`unpaid orders: ${refusal.reason}`, holding.network ? { network: holding.network } : {}, shop.log);
  return refusal;
}

/**
 * Once more when the goods are reserved: their rows are locked now, so that nobody else of the network takes any at the same
 * time. Its orders are of any goods: as long as their limit is farther away than can be placed at the same time, nobody waits for
 * the other.
 */
export async function checkNetworkAgain(tx: Tx, shop: Shop, holding: Holding): Promise<UnpaidRefusal | null> {
  const { network } = holding;
  if (network === undefined) return null;
  const held = await readHeld(tx, holding);
  const isFarOff = (held[0]?.nearOrders ?? 0) + MOST_AT_ONCE < shop.config.unpaid.ordersPerNetwork;
  if (isFarOff) return judge(shop.config.unpaid, holding, held);
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`unpaid orders of ${network}`}, 0))`;
  return checkLimits(tx, shop, holding);
}

function judge(limits: UnpaidLimits, { lines }: Holding, held: readonly Held[]): UnpaidRefusal | null {
  const [{ ownOrders, nearOrders } = { ownOrders: 0, nearOrders: 0 }] = held;
  if (ownOrders >= limits.ordersPerBrowser) return refuse("unpaid_orders", { most: limits.ordersPerBrowser });
  if (nearOrders >= limits.ordersPerNetwork) return refuse("network_full", { goods: null });
  for (const { variantId, quantity, title, variantName } of lines) {
    const of = held.find((one) => one.variantId === variantId);
    if (!of) continue;
    const goods = [title, variantName].filter(Boolean).join(" ");
    const left = mostOf(of.forSale, limits.percentPerBrowser, limits) - of.own;
    if (quantity > left) return refuse("held_too_much", { goods, left: Math.max(0, left) });
    if (quantity > mostOf(of.forSale, limits.percentPerNetwork, limits) - of.near) return refuse("network_full", { goods });
  }
  return null;
}

function mostOf(forSale: number, percent: number, { minPieces }: UnpaidLimits): number {
  return Math.max(minPieces, Math.floor((forSale * percent) / 100));
}

/**
 * One row for each variant that is wanted. `forSale`: as many as there would be if nobody held any. The browser's orders count
 * while they can be paid or cancelled, everything else as long as it holds goods. An order without a network is near to none.
 */
function readHeld(tx: Tx, { buyerId, network, lines, except, at }: Holding): Promise<Held[]> {
  const ids = lines.map(({ variantId }) => variantId);
  const isNear = Prisma.sql`u.network = ${network ?? null}::text`;
  const isOwn = Prisma.sql`u.buyer_id = ${buyerId}::uuid`;
  return tx.$queryRaw<Held[]>`
    WITH u AS (
      SELECT u.id, u.buyer_id, u.network, u.close_wanted, u.expires_at FROM orders u
      WHERE u.status = 'PENDING' AND u.id <> ALL(${except}::uuid[]) AND (${isOwn} OR ${isNear})
    ), held AS (
      SELECT l.variant_id, COALESCE(sum(l.quantity) FILTER (WHERE ${isOwn}), 0) AS own, COALESCE(sum(l.quantity) FILTER (WHERE ${isNear}), 0) AS near
      FROM u JOIN order_lines l ON l.order_id = u.id WHERE l.variant_id = ANY(${ids}) GROUP BY 1
    ), many AS (
      SELECT count(*) FILTER (WHERE ${isOwn} AND u.close_wanted IS NULL AND u.expires_at > ${at}) AS own, count(*) FILTER (WHERE ${isNear}) AS near FROM u
    )
    SELECT v.id AS "variantId", v.stock + v.reserved AS "forSale", COALESCE(held.own, 0)::int AS own, COALESCE(held.near, 0)::int AS near,
      many.own::int AS "ownOrders", many.near::int AS "nearOrders"
    FROM variants v CROSS JOIN many LEFT JOIN held ON held.variant_id = v.id WHERE v.id = ANY(${ids})`;
}
