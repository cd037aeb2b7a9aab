import "server-only";
import type { Db, Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, refuse } from "@/lib/server/result";
import { type FormerOrder, piecesIn } from "./former-orders";

/** 限购: how many pieces of a product one order may hold, and how many one buyer may have in all orders that are not closed. */

/**
 * `bought`: what this browser's other orders hold, and 0 where they hold nothing. It never says what orders of the same phone number
 * hold, nor that there are any: anybody can type any number.
 */
export type OverLimit = Refusal<"over_limit", { title: string; per: "order" | "buyer"; most: number; bought: number }>;

/** A product that the owner limits. `own`: what this browser has of it; `theirs`: it, and whoever has paid for some to the same phone number. */
export type Limited = { productId: number; title: string; perOrder: number | null; perBuyer: number | null; own: number; theirs: number };

type Buyer = { buyerId: string; phone?: string };

/**
 * How many pieces of a product (`productId`), of whatever variants, a buyer's orders hold that are not closed: those of this browser,
 * paid or still to be paid, and paid ones to the same phone number: what is unpaid in other browsers says nothing of whose number it is
 * (docs/decisions/0023). `also` says which of them, `o`, count. Nothing of a closed order counts, so that it gives back what it took, nor of one whose
 * whole payment went back after it was sent.
 */
function piecesOf(productId: Prisma.Sql, { buyerId, phone }: Buyer, also: Prisma.Sql): Prisma.Sql {
  // An order whose buyer's data were erased has no number, and is not one of a buyer's without one.
  const isTheirs = Prisma.sql`(o.buyer_id = ${buyerId}::uuid OR (o.status <> 'PENDING' AND o.receiver_phone = ${phone || null}::text))`;
  return Prisma.sql`(
    SELECT COALESCE(sum(l.quantity), 0)::int
    FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN variants lv ON lv.id = l.variant_id AND lv.product_id = ${productId}
    WHERE ${isTheirs} AND o.status <> 'CLOSED' AND ${also} AND NOT EXISTS (SELECT 1 FROM payments g
      WHERE g.order_id = o.id AND g.disposition = 'settled' AND g.refunded_fen = g.amount_fen))`;
}

/** The same by itself. */
export async function countBought(
  db: Db | Tx,
  productId: number,
  { except = [], ...buyer }: Buyer & { except?: readonly string[] },
): Promise<number> {
  const pieces = piecesOf(Prisma.sql`${productId}::int`, buyer, Prisma.sql`o.id <> ALL(${[...except]}::uuid[])`);
  const [counted] = await db.$queryRaw<{ pieces: number }[]>`SELECT ${pieces} AS pieces`;
  return counted?.pieces ?? 0;
}

/** The limited products among these variants, with what was bought of them but by one form, as an expression that gives `Limited`s, always in one order. */
export function limitedJson(variantIds: Prisma.Sql, buyer: Required<Buyer>, ofForm: Prisma.Sql): Prisma.Sql {
  const [id, others] = [Prisma.sql`p.id`, Prisma.sql`NOT ${ofForm}`];
  const ofBuyer = (whose: Buyer) => Prisma.sql`CASE WHEN p.limit_per_buyer IS NULL THEN 0 ELSE ${piecesOf(id, whose, others)} END`;
  return Prisma.sql`(SELECT COALESCE(json_agg(json_build_object('productId', p.id, 'title', p.title,
      'perOrder', p.limit_per_order, 'perBuyer', p.limit_per_buyer,
      'own', ${ofBuyer({ buyerId: buyer.buyerId })}, 'theirs', ${ofBuyer(buyer)}) ORDER BY p.id), '[]')
    FROM products p WHERE p.id IN (SELECT v.product_id FROM variants v WHERE v.id = ANY(${variantIds}))
      AND (p.limit_per_order IS NOT NULL OR p.limit_per_buyer IS NOT NULL))`;
}

type Wanted = { productId: number; quantity: number };

/**
 * Null when the owner's limits allow an order of these lines beside the `kept` ones of the same form. It stands while the buyer's row
 * is held, and where `isPerBuyer` the locks of `lockLimits` (placing-locks.ts).
 */
export function judgeLimits(limited: readonly Limited[], lines: readonly Wanted[], kept: readonly FormerOrder[]): OverLimit | null {
  const wanted = limited.map((one) => ({ ...one, quantity: sum(lines.filter(({ productId }) => productId === one.productId)) }));
  for (const { title, perOrder, quantity } of wanted)
    if (perOrder !== null && quantity > perOrder) return refuse("over_limit", { title, per: "order", most: perOrder, bought: 0 });
  const open = kept.filter(({ status }) => status !== "CLOSED");
  for (const { productId, title, perBuyer: most, own, theirs, quantity } of wanted) {
    if (most === null) continue;
    const before = piecesIn(open, (line) => line.productId === productId);
    if (theirs + before + quantity <= most) continue;
    return refuse("over_limit", { title, per: "buyer", most, bought: own + before });
  }
  return null;
}

/** Whether it matters what else a buyer has. */
export function isPerBuyer(limited: readonly Limited[]): boolean {
  return limited.some(({ perBuyer }) => perBuyer !== null);
}

function sum(lines: readonly Wanted[]): number {
  return lines.reduce((total, { quantity }) => total + quantity, 0);
}
