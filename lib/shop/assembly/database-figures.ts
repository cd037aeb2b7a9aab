import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { gauge } from "@/lib/server/metrics/registry";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { type DueKind, later } from "../due/review-due";
import { NOTICES } from "../payments/due-notices";
import { FIRST_QUESTIONS, ORDERS_AT_CASHIER, UNTRIED_ORDERS } from "../payments/due-orders";
import { REFUNDS, REPORTED_REFUNDS } from "../refunds/due/due-refunds";
import { DAYS } from "../reports/due-days";
import { billersOf } from "../reports/fetch-bills";
import type { Shop } from "../shop";

/** One question to the database serves all who read within this, in ms. */
const ASK_EVERY_MS = 5_000;
/** Whoever reads waits no longer than this for the database, in ms; its figures are then missing. */
const PATIENCE_MS = 2_000;
/** A row whose time came longer ago than this is overdue, in ms: each loop goes round every few seconds. */
const OVERDUE_MS = 60_000;
/** So many rows of a queue are counted at most, and so many open discrepancies, so that the question stays cheap. */
const MOST_COUNTED = 10_000;

const SAME = "The same at every instance: take the maximum.";
const oldest = gauge("queue_oldest_due_seconds", {
  help: `For how long the row that waits longest for the worker has been due; 0: none is. ${SAME}`,
  labels: ["queue"],
});
const overdue = gauge("queue_overdue_rows", {
  help: `Rows that have been due for more than a minute, counted up to ${MOST_COUNTED}. ${SAME}`,
  labels: ["queue"],
});
const open = gauge("discrepancies_open", {
  help: `Discrepancies that wait for the owner or for later news, counted up to ${MOST_COUNTED}. ${SAME}`,
  labels: ["kind"],
});
const up = gauge("database_up", { help: "1: the database answered this reading in time. 0: the figures out of it are missing." });

type Row = { figure: "oldest" | "overdue" | "open"; name: string; value: number };

type Asked = { atMs: number; rows: Promise<Row[] | null>; isOver: boolean };
const lastAsked = new WeakMap<Shop["pool"], Asked>();

/** Sets the gauges that the database alone knows. Throws nothing when it does not answer in time: then they are missing. */
export async function readDatabaseFigures(shop: Shop): Promise<void> {
  const over = new AbortController();
  const late = pause(PATIENCE_MS, null, { signal: over.signal }).catch(() => null);
  const rows = await Promise.race([ask(shop), late]).finally(() => over.abort());
  for (const figure of [oldest, overdue, open]) figure.reset();
  up.set(rows ? 1 : 0);
  for (const { figure, name, value } of rows ?? []) {
    if (figure === "open") open.set({ kind: name }, value);
    else (figure === "oldest" ? oldest : overdue).set({ queue: name }, value);
  }
}

/** Never more than one question at a time: a database that hangs costs one connection, however often somebody reads. */
function ask(shop: Shop): Promise<Row[] | null> {
  const atMs = performance.now();
  const last = lastAsked.get(shop.pool);
  if (last && (!last.isOver || atMs - last.atMs < ASK_EVERY_MS)) return last.rows;
  const rows = runOn(shop.pool)<Row>(statement(shop)).catch(() => null);
  const asked = { atMs, rows, isOver: false };
  lastAsked.set(shop.pool, asked);
  void rows.finally(() => {
    asked.isOver = true;
  });
  return rows;
}

/** The worker's own queues, by the names that its health has, and the alerts and words behind theirs. */
function statement(shop: Shop): Prisma.Sql {
  const kinds = [FIRST_QUESTIONS, ORDERS_AT_CASHIER, UNTRIED_ORDERS, NOTICES, REFUNDS, REPORTED_REFUNDS];
  if (billersOf(shop).length > 0) kinds.push(DAYS);
  const at = shop.now();
  const dueAlerts = Prisma.sql`
    SELECT it.due_at FROM alerts it JOIN alert_channels c ON c.id = it.channel_id
    WHERE it.status = 'waiting' AND it.due_at <= ${at} AND c.status = 'active' ORDER BY it.due_at LIMIT ${MOST_COUNTED}`;
  const dueBuyerWords = Prisma.sql`
    SELECT it.due_at FROM buyer_words it JOIN word_channels c ON c.medium = it.medium
    WHERE it.status = 'waiting' AND it.due_at <= ${at} AND c.status = 'active' ORDER BY it.due_at LIMIT ${MOST_COUNTED}`;
  const queues = [
    ...kinds.map((kind) => ({ name: kind.name, due: dueOf(kind, at) })),
    { name: "alerts", due: dueAlerts },
    { name: "buyer_words", due: dueBuyerWords },
  ];
  return Prisma.sql`
    WITH queues AS (${Prisma.join(
      queues.map(({ name, due }) => figuresOf(name, due, at)),
      " UNION ALL ",
    )})
    SELECT 'oldest' AS figure, name, oldest AS value FROM queues
    UNION ALL SELECT 'overdue', name, overdue FROM queues
    UNION ALL SELECT 'open', kind, count(*)::float8
      FROM (SELECT kind FROM discrepancies WHERE resolved_at IS NULL LIMIT ${MOST_COUNTED}) AS d GROUP BY kind`;
}

function dueOf({ table, when }: DueKind, at: Date): Prisma.Sql {
  const also = typeof when === "function" ? when(at) : (when ?? Prisma.sql`TRUE`);
  return Prisma.sql`
    SELECT it.due_at FROM ${Prisma.raw(table)} it WHERE it.due_at <= ${at} AND ${also} ORDER BY it.due_at LIMIT ${MOST_COUNTED}`;
}

function figuresOf(name: string, due: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT ${name}::text AS name, COALESCE(EXTRACT(EPOCH FROM ${at}::timestamptz - min(due_at)), 0)::float8 AS oldest,
      count(*) FILTER (WHERE due_at <= ${later(at, -OVERDUE_MS)})::float8 AS overdue
    FROM (${due}) AS due`;
}
