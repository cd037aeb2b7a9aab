import "server-only";
import { randomUUID } from "node:crypto";
import type { BillRow } from "@/lib/alipay/gateway";
import { DAY_MS } from "@/lib/shop/day";
import { later } from "@/lib/shop/due/review-due";
import { readPrefixes } from "@/lib/shop/orders/number-prefixes";
import { isOwnOutTradeNo } from "@/lib/shop/orders/order-no";
import type { Shop } from "@/lib/shop/shop";
import { ROWS_AT_ONCE } from "./report";

/** A bill's lines in the database: the name of this comparison, and how many there are. */
export type StagedBill = { run: string; lines: number };

/** Lines that a process left behind when it died go after this time, in ms. */
const STALE_MS = DAY_MS;

/**
 * Puts a bill's lines into the database, a batch at a time, so that it can be compared there, and takes them away when
 * `compare` is done with them. No more than a batch is ever held here.
 */
export async function withStagedBill<Compared>(
  shop: Shop,
  rows: Iterable<BillRow> | AsyncIterable<BillRow>,
  compare: (staged: StagedBill) => Promise<Compared>,
): Promise<Compared> {
  const run = randomUUID();
  try {
    return await compare({ run, lines: await stage(shop, run, rows) });
  } finally {
    await shop.db.billLine.deleteMany({ where: { run } });
  }
}

async function stage(shop: Shop, run: string, rows: Iterable<BillRow> | AsyncIterable<BillRow>): Promise<number> {
  const prefixes = await readPrefixes(shop);
  let [lines, batch]: [number, object[]] = [0, []];
  for await (const { completedAt, ...row } of rows) {
    batch.push({ ...row, at: completedAt.toISOString(), isForeign: !isOwnOutTradeNo(row.outTradeNo, prefixes) });
    if (batch.length < ROWS_AT_ONCE) continue;
    await write(shop, run, batch);
    [lines, batch] = [lines + batch.length, []];
  }
  await write(shop, run, batch);
  lines += batch.length;
  // So many new rows at once are unknown to the planner.
  if (lines > ROWS_AT_ONCE) await shop.db.$executeRaw`ANALYZE bill_lines`;
  await findOurs(shop, run);
  return lines;
}

/** One parameter for the whole batch: a statement holds 65,535 at most, and each costs its time. */
async function write({ db, now }: Shop, run: string, batch: readonly object[]): Promise<void> {
  if (batch.length === 0) return;
  await db.$executeRaw`
    INSERT INTO bill_lines (run, type, trade_no, out_trade_no, out_request_no, amount_fen, at, is_foreign, created_at)
    SELECT ${run}::uuid, r.type, r."tradeNo", r."outTradeNo", r."outRequestNo", r."amountFen", r.at, r."isForeign", ${now()}
    FROM json_to_recordset(${JSON.stringify(batch)}::json) AS r (
      type text, "tradeNo" text, "outTradeNo" text, "outRequestNo" text, "amountFen" bigint, at timestamptz, "isForeign" boolean)`;
}

/** A number that was not made here is ours all the same when an attempt has it, or when its trade is in our books. */
async function findOurs({ db }: Shop, run: string): Promise<void> {
  await db.$executeRaw`
    UPDATE bill_lines b SET is_foreign = FALSE WHERE b.run = ${run}::uuid AND b.is_foreign AND (
      EXISTS (SELECT 1 FROM payment_attempts a WHERE a.out_trade_no = b.out_trade_no)
      OR EXISTS (SELECT 1 FROM payments p WHERE p.trade_no = b.trade_no))`;
}

/** Marks the lines that our books lack, and those that an earlier comparison of the day had to bring into them. */
export async function markMissing({ db }: Shop, day: string, run: string): Promise<void> {
  await db.$executeRaw`
    UPDATE bill_lines b SET is_missing = TRUE WHERE b.run = ${run}::uuid AND NOT b.is_foreign AND CASE b.type
      WHEN 'payment' THEN NOT EXISTS (SELECT 1 FROM payments p WHERE p.trade_no = b.trade_no)
      ELSE NOT EXISTS (
        SELECT 1 FROM refunds r JOIN payments p ON p.id = r.payment_id
        WHERE p.trade_no = b.trade_no AND r.out_request_no = b.out_request_no AND r.status = 'DONE') END`;
  await db.$executeRaw`
    UPDATE bill_lines b SET is_missing = TRUE FROM report_lines l
    WHERE b.run = ${run}::uuid AND NOT b.is_foreign AND l.day = ${day} AND l.verdict = 'restored' AND l.type = b.type
      AND l.trade_no = b.trade_no AND l.out_request_no IS NOT DISTINCT FROM b.out_request_no`;
}

/** What processes left behind that died while they compared. */
export async function clearStale(shop: Shop): Promise<void> {
  await shop.db.billLine.deleteMany({ where: { createdAt: { lt: later(shop.now(), -STALE_MS) } } });
}
