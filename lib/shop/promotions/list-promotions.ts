import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { type PromotionRow, type PromotionRule, toRule } from "./promotion-rules";

/** A promotion as its owner sees it. `held`: orders that have it, unpaid ones too; `costFen`: what came off those that are paid. */
export type OwnerPromotion = {
  id: number;
  name: string;
  code: string | null;
  rule: PromotionRule;
  total: number | null;
  perBuyer: number | null;
  startsAt: Date;
  endsAt: Date;
  version: number;
  standing: "on" | "to_come" | "over" | "stopped";
  held: number;
  costFen: number;
};

/** How many are listed: the newest, those that are on or to come first. */
const MOST = 200;

type Row = PromotionRow & Omit<OwnerPromotion, "rule" | "standing"> & { active: boolean };

/** All promotions, or one of them. */
export async function listPromotions(shop: Shop, id: number | null = null): Promise<OwnerPromotion[]> {
  const at = shop.now();
  const rows = await shop.db.$queryRaw<Row[]>`
    SELECT m.id, m.kind, m.name, m.code, m.scope, m.rule, m.total, m.per_buyer AS "perBuyer", m.starts_at AS "startsAt",
      m.ends_at AS "endsAt", m.version, m.active, u.held, u.cost_fen AS "costFen"
    FROM promotions m CROSS JOIN LATERAL (
      SELECT count(*)::int AS held, COALESCE(sum(d.amount_fen) FILTER (WHERE o.paid_at IS NOT NULL), 0)::bigint AS cost_fen
      FROM order_discounts d JOIN orders o ON o.id = d.order_id WHERE d.promotion_id = m.id AND d.held
    ) u
    WHERE ${id}::int IS NULL OR m.id = ${id}::int
    ORDER BY (m.active AND m.ends_at > ${at}) DESC, m.id DESC LIMIT ${MOST}`;
  return rows.map(({ kind, scope, rule, active, costFen, ...row }) => ({
    ...row,
    costFen: Number(costFen),
    rule: toRule({ kind, scope, rule }),
    standing: standingOf({ active, startsAt: row.startsAt, endsAt: row.endsAt }, at),
  }));
}

function standingOf({ active, startsAt, endsAt }: { active: boolean; startsAt: Date; endsAt: Date }, at: Date): OwnerPromotion["standing"] {
  if (!active) return "stopped";
  if (at >= endsAt) return "over";
  return at < startsAt ? "to_come" : "on";
}

/** The goods of a promotion by their slugs, for its form to name them; one that is no more is left out. */
export async function slugsOf({ db }: Shop, ids: readonly number[]): Promise<string[]> {
  const rows = await db.product.findMany({ where: { id: { in: [...ids] } }, select: { slug: true }, orderBy: { id: "asc" } });
  return rows.map(({ slug }) => slug);
}

/** The other way round; null where one of them is no product. */
export async function idsOfSlugs({ db }: Shop, slugs: readonly string[]): Promise<number[] | null> {
  const rows = await db.product.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true }, orderBy: { id: "asc" } });
  return rows.length === new Set(slugs).size ? rows.map(({ id }) => id) : null;
}
