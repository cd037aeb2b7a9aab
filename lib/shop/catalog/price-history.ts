import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { DAY_MS } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { FORMER_DAYS, type FormerProblem, judgeFormerPrice, type ListPriceBasis, type PastPrice } from "./list-price";

/**
 * Says, until the transaction ends, who changes prices and when: the database writes each change into price_changes by itself. Where
 * nobody has said it, a change is nobody's, at the database's own time.
 */
export async function signPrices(tx: Tx, { by, now }: Pick<Shop, "by" | "now">): Promise<void> {
  const who = by?.name || by?.login || "";
  await tx.$queryRaw`SELECT set_config('xiaopu.by', ${who}, TRUE), set_config('xiaopu.at', ${now().toISOString()}, TRUE)`;
}

/** The first variant of a product that is sold with a price that is called 原价 and may not be. Of what the transaction sees. */
export async function findFalseFormer(
  tx: Tx,
  productId: number,
): Promise<{ variantId: number; name: string; priceFen: number; problem: FormerProblem } | null> {
  const struck = await tx.variant.findMany({
    where: { productId, active: true, listPriceFen: { not: null } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, name: true, priceFen: true, listPriceFen: true },
  });
  const past = await readPastPrices(
    tx,
    struck.map(({ id }) => id),
  );
  for (const { id, name, priceFen, listPriceFen } of struck) {
    const problem = judgeFormerPrice(listPriceFen ?? 0, past.get(id) ?? { sold: null, offered: null });
    if (problem !== null) return { variantId: id, name, priceFen, problem };
  }
  return null;
}

/**
 * Of the products of an order whose money has just gone back whole: what is called 原价 and rested on that sale is a reference price from
 * here on. In the transaction of the refund, and before its variants are locked. Whoever saves one of these products waits, and then
 * counts without that sale.
 */
export async function dropFalseFormers(tx: Tx, shop: Shop, orderId: string): Promise<void> {
  const sold = Prisma.sql`SELECT v.product_id FROM order_lines l JOIN variants v ON v.id = l.variant_id WHERE l.order_id = ${orderId}::uuid`;
  await tx.$queryRaw`SELECT 1 FROM products WHERE id IN (${sold}) ORDER BY id FOR NO KEY UPDATE`;
  const called = await tx.$queryRaw<{ id: number; title: string }[]>`
    SELECT id, title FROM products WHERE list_price_basis = 'former' AND id IN (${sold}) ORDER BY id`;
  for (const product of called) if (await findFalseFormer(tx, product.id)) await setBasis(tx, shop, product, "former", "reference");
}

/** What a product's prices are that are struck through, from here on. Under its lock. */
export async function setBasis(
  tx: Tx,
  shop: Shop,
  { id, title }: { id: number; title: string },
  ...[before, after]: readonly [ListPriceBasis, ListPriceBasis]
): Promise<void> {
  await tx.product.update({ where: { id }, data: { listPriceBasis: after } });
  const values = { before: { listPriceBasis: before }, after: { listPriceBasis: after } };
  await recordAudit(tx, shop, { kind: "product_changed", subject: id, name: title, ...values });
}

type Found = { id: number; soldFen: number | null; soldAt: Date | null; offeredFen: number | null; offeredAt: Date | null };

/**
 * What each of these variants was sold and offered for before its present price began, as `judgeFormerPrice` asks for it: of the days
 * before, the lowest; of sales, when there was none, the last one before. A sale whose money was given back whole is none,
 * whether its goods were on their way or not. What a piece really cost counts, with all discounts; of an offer `at` is when it began.
 */
async function readPastPrices(
  tx: Tx,
  variantIds: readonly number[],
): Promise<Map<number, { sold: PastPrice | null; offered: PastPrice | null }>> {
  if (variantIds.length === 0) return new Map();
  const days = Prisma.sql`${FORMER_DAYS * (DAY_MS / 1000)} * interval '1 second'`;
  const rows = await tx.$queryRaw<Found[]>`
    SELECT since.variant_id AS id, sold.fen AS "soldFen", sold.at AS "soldAt", offered.fen AS "offeredFen", offered.at AS "offeredAt"
    FROM (
      SELECT DISTINCT ON (variant_id) variant_id, id, at, at - ${days} AS began FROM price_changes
      WHERE variant_id IN (${Prisma.join([...variantIds])}) ORDER BY variant_id, id DESC
    ) since
    LEFT JOIN LATERAL (
      SELECT (l.price_fen * l.quantity - l.discount_fen + l.adjust_fen) / l.quantity AS fen, o.paid_at AS at
      FROM order_lines l JOIN orders o ON o.id = l.order_id
      WHERE l.variant_id = since.variant_id AND o.paid_at < since.at AND o.status IN ('PAID', 'SHIPPED', 'COMPLETED')
        AND EXISTS (SELECT FROM payments p WHERE p.order_id = o.id AND p.disposition = 'settled' AND p.refunded_fen < p.amount_fen)
      ORDER BY o.paid_at < since.began, CASE WHEN o.paid_at < since.began THEN NULL
        ELSE (l.price_fen * l.quantity - l.discount_fen + l.adjust_fen) / l.quantity END, o.paid_at DESC
      LIMIT 1
    ) sold ON TRUE
    LEFT JOIN LATERAL (
      SELECT c.price_fen AS fen, c.at FROM (
        SELECT price_fen, at, id, lead(at) OVER (ORDER BY id) AS until FROM price_changes WHERE variant_id = since.variant_id
      ) c WHERE c.id < since.id AND c.until > since.began
      ORDER BY c.price_fen, c.at DESC LIMIT 1
    ) offered ON TRUE`;
  return new Map(
    rows.map(({ id, soldFen, soldAt, offeredFen, offeredAt }) => [
      id,
      { sold: pastPrice(soldFen, soldAt, "sold"), offered: pastPrice(offeredFen, offeredAt, "offered") },
    ]),
  );
}

function pastPrice(fen: number | bigint | null, at: Date | null, was: PastPrice["was"]): PastPrice | null {
  return fen === null || at === null ? null : { fen: Number(fen), at, was };
}
