import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

/**
 * A table whose rows carry the time at which somebody must look at them (`due_at`), a lease (`locked_until`) and how often
 * they were looked at (`checks`). docs/decisions/0002 says why there is no queue beside the rows.
 */
export type DueKind = {
  /** Names the rows in the log. */
  name: string;
  table: "orders" | "refunds" | "reported_refunds" | "day_reports" | "notify_deliveries";
  key: { column: "id" | "day"; type: "uuid" | "bigint" | "text" };
  /** A further condition on a row `it`, for rows that cannot be looked at yet although their time has come. */
  when?: Prisma.Sql;
  /** How many rows one call takes, and how many of those it looks at side by side. */
  batch: number;
  atOnce: number;
  /** How long a batch may take before another worker takes it up, in ms. */
  leaseMs: number;
  /** When a row is looked at again that could not be reviewed, in ms. */
  retryMs: number;
  /** Looks at one row, named by its key as text, and answers when to look again; null for never. */
  review: (shop: Shop, key: string) => Promise<Date | null>;
};

type Taken = { key: string; dueAt: Date };

/**
 * Takes rows of a kind whose time has come, and looks at each. They are taken with FOR UPDATE SKIP LOCKED and a lease, so any
 * number of instances share the work, and what a crashed one held comes up again. A review that throws is logged, and the
 * others go on.
 * @returns how many rows were looked at
 */
export async function reviewDue(shop: Shop, kind: DueKind): Promise<number> {
  const taken = await takeDue(shop, kind);
  const rest = taken.values();
  const reviewRest = async () => {
    for (const row of rest) await reviewOne(shop, kind, row);
  };
  await Promise.all(Array.from({ length: kind.atOnce }, reviewRest));
  return taken.length;
}

async function takeDue(shop: Shop, { table, key, when, batch, leaseMs }: DueKind): Promise<Taken[]> {
  const at = shop.now();
  const [name, column] = [Prisma.raw(table), Prisma.raw(key.column)];
  return shop.db.$queryRaw<Taken[]>`
    UPDATE ${name} SET locked_until = ${new Date(at.getTime() + leaseMs)} WHERE ${column} IN (
      SELECT it.${column} FROM ${name} it
      WHERE it.due_at <= ${at} AND (it.locked_until IS NULL OR it.locked_until <= ${at}) AND ${when ?? Prisma.sql`TRUE`}
      ORDER BY it.due_at LIMIT ${batch} FOR UPDATE OF it SKIP LOCKED
    ) RETURNING ${column}::text AS key, due_at AS "dueAt"`;
}

async function reviewOne(shop: Shop, kind: DueKind, { key, dueAt }: Taken): Promise<void> {
  let next: Date | null;
  try {
    next = await kind.review(shop, key);
  } catch (error) {
    shop.log.error({ err: error, kind: kind.name, key }, "the worker could not review a row; it will try again");
    next = later(shop.now(), kind.retryMs);
  }
  await giveBack(shop, kind, { key, dueAt, next });
}

/** A due time that somebody has set meanwhile stands (the buyer went to pay again, the refund was sent), and so does its count. */
async function giveBack(
  shop: Shop,
  { table, key: { column, type } }: DueKind,
  { key, dueAt, next }: Taken & { next: Date | null },
): Promise<void> {
  const isUnchanged = Prisma.sql`due_at IS NOT DISTINCT FROM ${dueAt}`;
  await shop.db.$executeRaw`
    UPDATE ${Prisma.raw(table)} SET locked_until = NULL,
      checks = CASE WHEN ${isUnchanged} THEN checks + 1 ELSE checks END,
      due_at = CASE WHEN ${isUnchanged} THEN ${next} ELSE due_at END
    WHERE ${Prisma.raw(column)} = ${key}::${Prisma.raw(type)}`;
}

/** The n-th gap of a list, in ms; after its end the last one for ever. */
export function gapAt(gapsMs: readonly [number, ...number[]], checks: number): number {
  return gapsMs[Math.min(checks, gapsMs.length - 1)] ?? gapsMs[0];
}

/** So many ms after a moment. */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
