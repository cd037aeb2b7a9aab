import "server-only";
import type { Db } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Coupon, Reduction, ShownReduction } from "./promotion";
import { type PromotionRow, toCoupon, toReduction } from "./promotion-rules";

/** A coupon with what its use depends on. `own`, `theirs`: its uses by this browser, and by it or whoever has paid to the same number. */
export type CouponFacts = {
  coupon: Coupon;
  /** By the clock, and not stopped. */
  isOn: boolean;
  total: number | null;
  perBuyer: number | null;
  used: number;
  own: number;
  theirs: number;
};

/** All that discounts are decided by, as of one moment. `coupon`: null where there is no such code. */
export type DiscountFacts = { reductions: Reduction[]; coupon: CouponFacts | null };

type CouponRow = PromotionRow & Omit<CouponFacts, "coupon">;
/** What `discountFactsJson` gives. */
export type DiscountFactsRow = { reductions: PromotionRow[]; coupon: CouponRow | null };

const ROW = Prisma.sql`'id', m.id, 'kind', m.kind, 'name', m.name, 'code', m.code, 'scope', m.scope, 'rule', m.rule`;

function isOnAt(at: Date): Prisma.Sql {
  return Prisma.sql`(m.active AND m.starts_at <= ${at}::timestamptz AND ${at}::timestamptz < m.ends_at)`;
}

type Buyer = { buyerId: string; phone?: string };

/**
 * How many orders hold a coupon `m`, but those of one form: this browser's, paid or still to be paid, and paid ones to the same phone
 * number (as with 限购, docs/decisions/0023: what is unpaid in other browsers says nothing of whose number it is). One that was
 * given back whole stays used.
 */
export function usesOf({ buyerId, phone }: Buyer, others: Prisma.Sql): Prisma.Sql {
  const isTheirs = Prisma.sql`(o.buyer_id = ${buyerId}::uuid OR (o.status <> 'PENDING' AND o.receiver_phone = ${phone || null}::text))`;
  return Prisma.sql`CASE WHEN m.per_buyer IS NULL THEN 0 ELSE (SELECT count(*)::int FROM orders o
    JOIN order_discounts d ON d.order_id = o.id AND d.promotion_id = m.id AND d.held WHERE ${isTheirs} AND ${others}) END`;
}

/** The facts as an expression that gives a `DiscountFactsRow`, for a statement that is written by hand. `ofForm`: which orders `o` the form has made. */
export function discountFactsJson(code: string | null, at: Date, buyer: Required<Buyer>, ofForm: Prisma.Sql): Prisma.Sql {
  const others = Prisma.sql`NOT ${ofForm}`;
  return Prisma.sql`json_build_object(
    'reductions', (SELECT COALESCE(json_agg(json_build_object(${ROW}) ORDER BY m.id), '[]') FROM promotions m
      WHERE m.kind = 'reduction' AND ${isOnAt(at)}),
    'coupon', (SELECT json_build_object(${ROW}, 'isOn', ${isOnAt(at)}, 'total', m.total, 'perBuyer', m.per_buyer, 'used', m.used,
        'own', ${usesOf({ buyerId: buyer.buyerId }, others)}, 'theirs', ${usesOf(buyer, others)})
      FROM promotions m WHERE m.kind = 'coupon' AND m.code = ${code}::text))`;
}

export function toDiscountFacts({ reductions, coupon }: DiscountFactsRow): DiscountFacts {
  if (!coupon) return { reductions: reductions.map(toReduction), coupon: null };
  const { isOn, total, perBuyer, used, own, theirs } = coupon;
  return { reductions: reductions.map(toReduction), coupon: { coupon: toCoupon(coupon), isOn, total, perBuyer, used, own, theirs } };
}

/** The same by itself, for a page. `buyerId` null: a browser that is not known. */
export async function readDiscountFacts(
  db: Db,
  { code, at, buyerId }: { code: string | null; at: Date; buyerId: string | null },
): Promise<DiscountFacts> {
  const nobody = "00000000-0000-0000-0000-000000000000";
  const facts = discountFactsJson(code, at, { buyerId: buyerId ?? nobody, phone: "" }, Prisma.sql`FALSE`);
  const [row] = await db.$queryRaw<{ facts: DiscountFactsRow }[]>`SELECT ${facts} AS facts`;
  if (!row) throw new Error("no facts");
  return toDiscountFacts(row.facts);
}

/** The 满减 that are on, for pages that know of no buyer. */
export async function listReductions(db: Db, at: Date): Promise<ShownReduction[]> {
  const rows = await db.promotion.findMany({
    where: { kind: "reduction", active: true, startsAt: { lte: at }, endsAt: { gt: at } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...toReduction(row), endsAt: row.endsAt }));
}
