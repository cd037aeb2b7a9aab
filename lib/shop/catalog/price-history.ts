import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { DAY_MS } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { FORMER_DAYS, type PastPrice } from "./list-price";

/**
 * Says, until the transaction ends, who changes prices and when: the database writes each change into price_changes by itself. Where
 * nobody has said it, a change is nobody's, at the database's own time.
 */
export async function signPrices(tx: Tx, { by, now }: Pick<Shop, "by" | "now">): Promise<void> {
  const who = by?.name || by?.login || "";
  await tx.$queryRaw`SELECT set_config('xiaopu.by', ${who}, TRUE), set_config('xiaopu.at', ${now().toISOString()}, TRUE)`;
}

type Found = { id: number; soldFen: number | null; soldAt: Date | null; offeredFen: number | null; offeredAt: Date | null };

/**
 * What each of these variants was sold and offered for before its present price began, as `judgeFormerPrice` asks for it: of the days
 * before, the lowest; of sales, when there was none, the last one before. A sale that was given back whole is none. What a piece really
 * cost counts, with all discounts; of an offer `at` is when it began.
 */
export async function readPastPrices(
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
      WHERE l.variant_id = since.variant_id AND o.paid_at < since.at AND o.status <> 'CLOSED'
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
