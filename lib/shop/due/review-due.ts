import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { changeTogether, perPool } from "@/lib/server/together";
import type { Shop } from "@/lib/shop/shop";

/**
 * A table whose rows carry the time at which somebody must look at them (`due_at`), a lease (`locked_until`) and how often
 * they were looked at (`checks`). docs/decisions/0002 says why there is no queue beside the rows, 0014 how the worker goes
 * through them.
 */
export type DueKind = {
  /** Names the rows in the log, and their loop in the worker's health. */
  name: string;
  table:
    | "orders"
    | "refunds"
    | "reported_refunds"
    | "day_reports"
    | "notify_deliveries"
    | "alert_channels"
    | "word_channels"
    | "order_changes";
  key: { column: "id" | "day"; type: "uuid" | "bigint" | "text" };
  /** A further condition on a row `it`, for rows that cannot be looked at yet, or that another kind looks at; it may depend on the time. */
  when?: Prisma.Sql | ((at: Date) => Prisma.Sql);
  /** How many rows are looked at side by side. No more are taken than are begun at once. */
  atOnce: number;
  /** When another worker takes a row up whose lease was not renewed, in ms. */
  leaseMs: number;
  /** When a row is looked at again that could not be reviewed, in ms. */
  retryMs: number;
  /** Looks at one row, named by its key as text, and answers when to look again; null for never. */
  review: (shop: Shop, key: string) => Promise<Date | null>;
};

/** A row in hand: `leasedUntil` is this worker's own mark on it. */
export type Taken = { key: string; dueAt: Date; leasedUntil: Date };

/**
 * Takes rows of a kind whose time has come, looks at each, and waits for all of them. A review that throws is logged, and the
 * others go on. The worker itself does not wait like this (due-work.ts); commands and tests do.
 * @returns how many rows were looked at
 */
export async function reviewDue(shop: Shop, kind: DueKind): Promise<number> {
  const taken = await takeDue(shop, kind, kind.atOnce);
  await Promise.all(taken.map((row) => reviewTaken(shop, kind, row)));
  return taken.length;
}

/** Clocks of instances differ by less than this, in ms; one that differs by more is wrong. */
const WRONG_CLOCK_MS = 10 * 60_000;

/**
 * Takes at most so many rows of a kind whose time has come, those that wait longest first. They are taken with FOR UPDATE SKIP
 * LOCKED and a lease, so any number of instances share the work, and what a crashed one held comes up again. A lease that lasts longer
 * than one can was made by a clock that was set ahead: it holds nobody up until that time comes.
 */
export async function takeDue(shop: Shop, { table, key, when, leaseMs }: DueKind, most: number): Promise<Taken[]> {
  const at = shop.now();
  const leasedUntil = later(at, leaseMs);
  const [name, column] = [Prisma.raw(table), Prisma.raw(key.column)];
  const also = typeof when === "function" ? when(at) : (when ?? Prisma.sql`TRUE`);
  const rows = await runOn(shop.pool)<Omit<Taken, "leasedUntil">>(Prisma.sql`
    UPDATE ${name} SET locked_until = ${leasedUntil} WHERE ${column} IN (
      SELECT it.${column} FROM ${name} it
      WHERE it.due_at <= ${at} AND (it.locked_until IS NULL OR it.locked_until <= ${at} OR it.locked_until > ${later(leasedUntil, WRONG_CLOCK_MS)})
        AND ${also}
      ORDER BY it.due_at LIMIT ${most} FOR UPDATE OF it SKIP LOCKED
    ) RETURNING ${column}::text AS key, due_at AS "dueAt"`);
  // RETURNING has no order of its own.
  return rows.sort(byDueTime).map((row) => ({ ...row, leasedUntil }));
}

/** Those that wait longest first; of two that wait as long always the same one. */
function byDueTime(one: Omit<Taken, "leasedUntil">, other: Omit<Taken, "leasedUntil">): number {
  return one.dueAt.getTime() - other.dueAt.getTime() || (one.key < other.key ? -1 : 1);
}

/** Looks at a row that was taken, and gives it back with its next due time. */
export async function reviewTaken(shop: Shop, kind: DueKind, row: Taken): Promise<void> {
  let next: Date | null;
  try {
    next = await kind.review(shop, row.key);
  } catch (error) {
    shop.log.error({ err: error, kind: kind.name, key: row.key }, "the worker could not review a row; it will try again");
    next = later(shop.now(), kind.retryMs);
  }
  await giveBack(shop, kind, row, next);
}

/**
 * Makes the leases of rows in hand last from now on again, once a third of them is over. One that somebody else has taken
 * up meanwhile (this process stood still for longer than the lease) stays theirs.
 */
export async function renewLeases(shop: Shop, kind: DueKind, rows: readonly Taken[]): Promise<void> {
  const at = shop.now();
  const old = rows.filter(({ leasedUntil }) => leasedUntil.getTime() - at.getTime() < (kind.leaseMs * 2) / 3);
  if (old.length === 0) return;
  const leasedUntil = later(at, kind.leaseMs);
  const [name, column, type] = [Prisma.raw(kind.table), Prisma.raw(kind.key.column), Prisma.raw(kind.key.type)];
  const renewed = await runOn(shop.pool)<{ key: string }>(Prisma.sql`
    UPDATE ${name} it SET locked_until = ${leasedUntil}
    FROM unnest(${old.map(({ key }) => key)}::text[], ${old.map((row) => row.leasedUntil)}::timestamptz[]) AS mine (key, leased_until)
    WHERE it.${column} = mine.key::${type} AND it.locked_until = mine.leased_until
    RETURNING mine.key`);
  const keys = new Set(renewed.map(({ key }) => key));
  for (const row of old) if (keys.has(row.key)) row.leasedUntil = leasedUntil;
}

type Given = { kind: DueKind; row: Taken; next: Date | null };

const giveBacks = perPool((pool) => {
  const ofTables = new Map<DueKind["table"], (given: Given) => Promise<true | undefined>>();
  return (given: Given) => {
    const { table, key } = given.kind;
    const giver = ofTables.get(table) ?? changeTogether((all: Given[], waits) => giveBackAll(pool, { table, key }, all, waits));
    ofTables.set(table, giver);
    return giver(given);
  };
});

/**
 * A due time that somebody has set meanwhile stands (the buyer went to pay again, the refund was sent), and so does its count.
 * A row that somebody else has in hand by now is theirs to give back. Rows that are given back at one moment are one statement.
 */
async function giveBack(shop: Shop, kind: DueKind, row: Taken, next: Date | null): Promise<void> {
  await giveBacks(shop.pool)({ kind, row, next });
}

async function giveBackAll(
  pool: Shop["pool"],
  { table, key: { column, type } }: Pick<DueKind, "table" | "key">,
  all: Given[],
  waits: boolean,
): Promise<Map<Given, true>> {
  const [name, id, idType] = [Prisma.raw(table), Prisma.raw(column), Prisma.raw(type)];
  const keys = all.map(({ row }) => row.key);
  const isFree = Prisma.sql`it.${id} IN (SELECT ${id} FROM ${name} WHERE ${id} = ANY(${keys}::${idType}[]) FOR NO KEY UPDATE SKIP LOCKED)`;
  const isUnchanged = Prisma.sql`it.due_at IS NOT DISTINCT FROM mine.due_at`;
  const given = await runOn(pool)<{ place: number }>(Prisma.sql`
    UPDATE ${name} it SET locked_until = NULL,
      checks = CASE WHEN ${isUnchanged} THEN it.checks + 1 ELSE it.checks END,
      due_at = CASE WHEN ${isUnchanged} THEN mine.next ELSE it.due_at END
    FROM unnest(${keys}::text[], ${all.map(({ row }) => row.dueAt)}::timestamptz[], ${all.map(({ next }) => next)}::timestamptz[],
      ${all.map(({ row }) => row.leasedUntil)}::timestamptz[], ${all.map((_, place) => place)}::int[])
      AS mine (key, due_at, next, leased_until, place)
    WHERE it.${id} = mine.key::${idType} AND (it.locked_until IS NULL OR it.locked_until = mine.leased_until)
      AND ${waits ? Prisma.sql`TRUE` : isFree}
    RETURNING mine.place`);
  return new Map(given.flatMap(({ place }) => (all[place] ? [[all[place], true] as const] : [])));
}

/** The n-th gap of a list, in ms; after its end the last one for ever. */
export function gapAt(gapsMs: readonly [number, ...number[]], checks: number): number {
  return gapsMs[Math.min(checks, gapsMs.length - 1)] ?? gapsMs[0];
}

/** So many ms after a moment. */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
