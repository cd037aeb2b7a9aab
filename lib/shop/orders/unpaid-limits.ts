import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";
import type { CouponRefusal } from "@/lib/shop/promotions/judge-discounts";
import type { UnpaidLimits } from "@/lib/shop/shop";
import { type FormerOrder, isUnpaid, piecesIn, usesCoupon } from "./former-orders";

/** How much may be held without paying, and by whom: docs/decisions/0019. */

export type UnpaidRefusal =
  /** This browser has as many unpaid orders as it may have: `most`. */
  | Refusal<"unpaid_orders", { most: number }>
  /** This browser would hold too much of one thing; it may take `left` more pieces of it. */
  | Refusal<"held_too_much", { goods: string; left: number }>
  /** The unpaid orders of this network are too many, or hold too much of one thing: `goods`. */
  | Refusal<"network_full", { goods: string | null }>;

type Line = { variantId: number; quantity: number; title: string; variantName: string };
/** What an order would hold, for whom; `coupon`: with a code, of which there are so many. */
export type Holding = {
  network: string | undefined;
  lines: readonly Line[];
  coupon: { code: string | null; total: number | null };
  at: Date;
};

/** What unpaid orders hold already. `forSale`: as many of a variant as there would be if nobody held any. */
export type Held = {
  ownOrders: number;
  nearOrders: number;
  goods: { variantId: number; forSale: number; own: number; near: number }[];
  /** Uses of the form's coupon. */
  uses: { own: number; near: number };
};

/** No more orders are being placed at any moment, at all instances together: each has a connection, of which one process has 12. */
const MOST_AT_ONCE = 150;

/**
 * What the unpaid orders of a browser and its network hold, without those of one form, as an expression that gives a `Held` with a
 * row of `goods` for each variant there is. The browser's orders count while they can be paid or cancelled, everything else as long as
 * it holds goods. An order without a network is near to none.
 */
export function heldJson(
  {
    buyerId,
    network,
    variantIds,
    code,
    at,
  }: { buyerId: string; network: string | undefined; variantIds: Prisma.Sql; code: string | null; at: Date },
  ofForm: Prisma.Sql,
): Prisma.Sql {
  const isNear = Prisma.sql`o.network = ${network ?? null}::text`;
  const isOwn = Prisma.sql`o.buyer_id = ${buyerId}::uuid`;
  return Prisma.sql`(
    WITH o AS (
      SELECT o.id, o.buyer_id, o.network, o.close_wanted, o.expires_at FROM orders o
      WHERE o.status = 'PENDING' AND (${isOwn} OR ${isNear}) AND NOT ${ofForm}
    ), held AS (
      SELECT l.variant_id, sum(l.quantity) FILTER (WHERE ${isOwn}) AS own, sum(l.quantity) FILTER (WHERE ${isNear}) AS near
      FROM o JOIN order_lines l ON l.order_id = o.id WHERE l.variant_id = ANY(${variantIds}) GROUP BY 1
    )
    SELECT json_build_object(
      'ownOrders', (SELECT count(*) FROM o WHERE ${isOwn} AND o.close_wanted IS NULL AND o.expires_at > ${at}),
      'nearOrders', (SELECT count(*) FROM o WHERE ${isNear}),
      'uses', (SELECT json_build_object('own', count(*) FILTER (WHERE ${isOwn}), 'near', count(*) FILTER (WHERE ${isNear}))
        FROM o JOIN order_discounts d ON d.order_id = o.id AND d.kind = 'coupon' AND d.held AND d.code = ${code}::text),
      'goods', (SELECT COALESCE(json_agg(json_build_object('variantId', v.id, 'forSale', v.stock + v.reserved,
          'own', COALESCE(held.own, 0), 'near', COALESCE(held.near, 0))), '[]')
        FROM variants v LEFT JOIN held ON held.variant_id = v.id WHERE v.id = ANY(${variantIds}))))`;
}

/** The same with those of the form's own orders that still count beside the new one. */
export function withFormer(held: Held, kept: readonly FormerOrder[], { network, coupon, at }: Holding): Held {
  const own = kept.filter(({ status }) => status === "PENDING");
  const near = own.filter((order) => network !== undefined && order.network === network);
  const countUses = (orders: readonly FormerOrder[]) => orders.filter((order) => usesCoupon(order, coupon.code)).length;
  return {
    ownOrders: held.ownOrders + own.filter((order) => isUnpaid(order) && order.expiresAt > at).length,
    nearOrders: held.nearOrders + near.length,
    uses: { own: held.uses.own + countUses(own), near: held.uses.near + countUses(near) },
    goods: held.goods.map((one) => {
      const isIt = ({ variantId }: { variantId: number }) => variantId === one.variantId;
      return { ...one, own: one.own + piecesIn(own, isIt), near: one.near + piecesIn(near, isIt) };
    }),
  };
}

/** Null when a browser and its network may hold so much more. What is said of the browser stands while its buyer's row is held, and of the goods while theirs are. */
export function judgeHolding(
  limits: UnpaidLimits,
  { lines, coupon }: Holding,
  { ownOrders, nearOrders, goods, uses }: Held,
): UnpaidRefusal | CouponRefusal | null {
  if (ownOrders >= limits.ordersPerBrowser) return refuse("unpaid_orders", { most: limits.ordersPerBrowser });
  if (nearOrders >= limits.ordersPerNetwork) return refuse("network_full", { goods: null });
  for (const { variantId, quantity, title, variantName } of lines) {
    const of = goods.find((one) => one.variantId === variantId);
    if (!of) continue;
    const name = [title, variantName].filter(Boolean).join(" ");
    const left = mostOf(of.forSale, limits.percentPerBrowser, limits) - of.own;
    if (quantity > left) return refuse("held_too_much", { goods: name, left: Math.max(0, left) });
    if (quantity > mostOf(of.forSale, limits.percentPerNetwork, limits) - of.near) return refuse("network_full", { goods: name });
  }
  if (coupon.total === null) return null;
  const isFree =
    uses.own < mostUses(coupon.total, limits.percentPerBrowser) && uses.near < mostUses(coupon.total, limits.percentPerNetwork);
  return isFree ? null : refuse("coupon_held");
}

/**
 * Whether the orders of a network must be placed one after the other. They are of any goods: as long as their limit is farther away
 * than can be placed at the same time, nobody waits for the other.
 */
export function isNearTheLimit(limits: UnpaidLimits, { nearOrders }: Held): boolean {
  return nearOrders + MOST_AT_ONCE >= limits.ordersPerNetwork;
}

/** Without a least number as of goods: of a coupon for few, those few would be all. */
function mostUses(total: number, percent: number): number {
  return Math.max(1, Math.floor((total * percent) / 100));
}

function mostOf(forSale: number, percent: number, { minPieces }: UnpaidLimits): number {
  return Math.max(minPieces, Math.floor((forSale * percent) / 100));
}
