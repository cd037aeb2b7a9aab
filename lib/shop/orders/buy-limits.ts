import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";

/** 限购: how many pieces of a product one order may hold, and how many one buyer may have in all orders that are not closed. */

/**
 * `bought`: what this browser's other orders hold, and 0 where they hold nothing. It never says what orders of the same phone number
 * hold, nor that there are any: anybody can type any number.
 */
export type OverLimit = Refusal<"over_limit", { title: string; per: "order" | "buyer"; most: number; bought: number }>;

type Order = {
  buyerId: string;
  phone: string;
  items: readonly { variantId: number; quantity: number }[];
  /** Orders that do not count: those whose place this one takes. */
  except: readonly string[];
};
type Wanted = { id: number; title: string; perOrder: number | null; perBuyer: number | null; quantity: number };

/**
 * Null when the owner's limits allow an order. Who a buyer is: this browser, and whoever has paid for orders to the same phone number:
 * what is unpaid in other browsers says nothing of whose number it is (docs/decisions/0023). Nothing of a closed order counts, so that it
 * gives back what it took. Locks what the buyer has until the transaction ends: before this, the caller locks no order and no goods.
 */
export async function checkBuyLimits(tx: Tx, order: Order): Promise<OverLimit | null> {
  const wanted = await readWanted(tx, order);
  for (const { title, perOrder, quantity } of wanted)
    if (perOrder !== null && quantity > perOrder) return refuse("over_limit", { title, per: "order", most: perOrder, bought: 0 });
  if (wanted.every(({ perBuyer }) => perBuyer === null)) return null;
  await lockBuyer(tx, order);
  const over = await findOver(tx, wanted, order);
  if (!over) return null;
  const { id, title, most } = over;
  return refuse("over_limit", {
    ...{ title, per: "buyer", most },
    bought: await countBought(tx, id, { buyerId: order.buyerId, except: order.except }),
  });
}

/**
 * For who settles a payment, before the order's row is locked: locks what the order's buyer has, as placing an order does, if any of
 * its goods is limited. Without it two closed orders, or a closed and a new one, would not see each other.
 */
export async function lockLimitsOf(tx: Tx, outTradeNo: string): Promise<void> {
  const [limited] = await tx.$queryRaw<{ buyerId: string; phone: string }[]>`
    SELECT o.buyer_id AS "buyerId", o.receiver_phone AS phone FROM payment_attempts a JOIN orders o ON o.id = a.order_id
    WHERE a.out_trade_no = ${outTradeNo} AND EXISTS (
      SELECT 1 FROM order_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
      WHERE l.order_id = o.id AND p.limit_per_buyer IS NOT NULL)`;
  if (limited) await lockBuyer(tx, limited);
}

/**
 * Whether a closed order may still become a paid one: null, or the product of which its buyer would then have more than the owner
 * sells to one. The caller has called `lockLimitsOf`. What one order may hold was asked when it was placed.
 */
export async function checkLateLimits(tx: Tx, orderId: string): Promise<{ title: string; most: number; bought: number } | null> {
  const { buyerId, receiverPhone, lines } = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { buyerId: true, receiverPhone: true, lines: { select: { variantId: true, quantity: true } } },
  });
  const order = { buyerId, phone: receiverPhone, items: lines, except: [orderId] };
  const over = await findOver(tx, await readWanted(tx, order), order);
  return over && { title: over.title, most: over.most, bought: over.bought };
}

/** Tabs of one browser, and browsers with one phone number, go one after the other, always in this order. */
async function lockBuyer(tx: Tx, { buyerId, phone }: { buyerId: string; phone: string }): Promise<void> {
  for (const who of [buyerId, phone]) await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`limits of ${who}`}, 0))`;
}

/** The first product of which the buyer would have more than its owner sells to one; `bought`: in other orders. */
async function findOver(tx: Tx, wanted: readonly Wanted[], order: Order) {
  for (const { perBuyer: most, ...one } of wanted) {
    if (most === null) continue;
    const bought = await countBought(tx, one.id, order);
    if (bought + one.quantity > most) return { ...one, most, bought };
  }
  return null;
}

/**
 * How many pieces of a product, of whatever variants, a buyer's orders hold that are not closed: those of this browser, paid or still to
 * be paid, and paid ones to the same phone number.
 */
export async function countBought(
  db: Db | Tx,
  productId: number,
  { buyerId, phone, except = [] }: { buyerId: string; phone?: string; except?: readonly string[] },
): Promise<number> {
  // An order whose buyer's data were erased has no number, and is not one of a buyer's without one.
  const isTheirs = Prisma.sql`(o.buyer_id = ${buyerId}::uuid OR (o.status <> 'PENDING' AND o.receiver_phone = ${phone || null}::text))`;
  const [counted] = await db.$queryRaw<{ pieces: number }[]>`
    SELECT COALESCE(sum(l.quantity), 0)::int AS pieces
    FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN variants v ON v.id = l.variant_id AND v.product_id = ${productId}
    WHERE ${isTheirs} AND o.status <> 'CLOSED' AND o.id <> ALL(${[...except]}::uuid[])`;
  return counted?.pieces ?? 0;
}

/** The limited products of an order with their pieces, always in one order. */
function readWanted(tx: Tx, { items }: Order): Promise<Wanted[]> {
  const values = Prisma.join(items.map(({ variantId, quantity }) => Prisma.sql`(${variantId}::int, ${quantity}::int)`));
  return tx.$queryRaw<Wanted[]>`
    SELECT p.id, p.title, p.limit_per_order AS "perOrder", p.limit_per_buyer AS "perBuyer", sum(l.q)::int AS quantity
    FROM (VALUES ${values}) AS l(id, q) JOIN variants v ON v.id = l.id JOIN products p ON p.id = v.product_id
    WHERE p.limit_per_order IS NOT NULL OR p.limit_per_buyer IS NOT NULL GROUP BY p.id ORDER BY p.id`;
}
