import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";

/** 限购: how many pieces of a product one order may hold, and how many one buyer may have in all orders that are not closed. */

/**
 * `bought`: what this browser's other orders hold; 0 where the order alone is too big. Null where only orders of the same phone number
 * stand against it: how many those are is nobody's business, since anybody can type any number.
 */
export type OverLimit = Refusal<"over_limit", { title: string; per: "order" | "buyer"; most: number; bought: number | null }>;

type Order = {
  buyerId: string;
  phone: string;
  items: readonly { variantId: number; quantity: number }[];
  /** Orders that do not count: those whose place this one takes. */
  except: readonly string[];
};
type Wanted = { id: number; title: string; perOrder: number | null; perBuyer: number | null; quantity: number };

/**
 * Null when the owner's limits allow an order. Who a buyer is: this browser, and whoever gives the same phone number for the parcel. The
 * caller has locked the buyer's row, so that tabs of one browser go one after the other; browsers with one phone number wait here for
 * each other. Nothing of a closed order counts, so that it gives back what it took.
 */
export async function checkBuyLimits(tx: Tx, order: Order): Promise<OverLimit | null> {
  const wanted = await readWanted(tx, order);
  for (const { title, perOrder, quantity } of wanted)
    if (perOrder !== null && quantity > perOrder) return refuse("over_limit", { title, per: "order", most: perOrder, bought: 0 });
  const perBuyer = wanted.flatMap((one) => (one.perBuyer === null ? [] : [{ ...one, most: one.perBuyer }]));
  if (perBuyer.length === 0) return null;
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`limits of ${order.phone}`}, 0))`;
  for (const { id, title, most, quantity } of perBuyer) {
    if ((await countBought(tx, id, order)) + quantity <= most) continue;
    const own = await countBought(tx, id, { buyerId: order.buyerId, except: order.except });
    return refuse("over_limit", { title, per: "buyer", most, bought: own + quantity > most ? own : null });
  }
  return null;
}

/** How many pieces of a product, of whatever variants, a buyer's orders hold that are not closed: paid or still to be paid. */
export async function countBought(
  db: Db | Tx,
  productId: number,
  { buyerId, phone, except = [] }: { buyerId: string; phone?: string; except?: readonly string[] },
): Promise<number> {
  const isTheirs = Prisma.sql`(o.buyer_id = ${buyerId}::uuid OR o.receiver_phone = ${phone ?? null}::text)`;
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
