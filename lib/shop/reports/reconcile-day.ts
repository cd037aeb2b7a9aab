import "server-only";
import type { Bill, BillRow } from "@/lib/alipay/gateway";
import { type Result, refuse } from "@/lib/server/result";
import { boundsOf, dayOf } from "@/lib/shop/day";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { gapAt, later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { compareBooks, fits, type ReportEntry, totalsOf } from "./compare-books";
import { fetchBills } from "./fetch-bills";
import { readOurBooks } from "./our-books";
import { recordDifferences, recordMissingBill } from "./record-differences";
import { eveningAfter } from "./report-day";
import { restorePayments } from "./restore-payments";
import { restoreRefunds } from "./restore-refunds";

/** The gaps until a bill that is not there is asked for again: 10 min, 30 min, 1 h, then every 2 h for about three days. */
const GAPS_MS = [10 * 60_000, 30 * 60_000, 3600_000, 2 * 3600_000] as const;
const LAST_CHECK = 38;
const ROWS_AT_ONCE = 1000;

export type ReportStatus = "waiting" | "matched" | "empty" | "differs" | "not_supported";
export type ReconcileRefusal = "not_a_day" | "too_early" | "not_supported" | "no_bill";
type Reconciled = Result<{ status: ReportStatus; restored: number; differences: number }, ReconcileRefusal>;

type Day = { day: string; from: Date; to: Date };

/**
 * Compares one day's books with the gateway's bill, line by line. `day` is yyyy-MM-dd in Asia/Shanghai, at the latest
 * yesterday. A payment or a refund that only the bill knows is asked for and booked, which brings back what a restored backup
 * forgot; what then does not fit becomes a discrepancy. May be repeated at any time: the report is written anew, a discrepancy is
 * shown once, and one whose cause is gone resolves itself. A bill that cannot be had leaves the day to the worker.
 */
export async function reconcileDay(shop: Shop, day: string): Promise<Reconciled> {
  const bounds = boundsOf(day);
  if (!bounds) return refuse("not_a_day");
  if (day >= dayOf(shop.now())) return refuse("too_early");
  await shop.db.dayReport.createMany({ data: [{ day, status: "waiting", createdAt: shop.now() }], skipDuplicates: true });
  const bill = await fetchBills(shop, day);
  if (bill.kind === "not_supported") return noteUnsupported(shop, day);
  return bill.kind === "bill" ? compare(shop, { day, ...bounds }, bill.rows) : withoutRows(shop, { day, ...bounds }, bill);
}

/** No rows: the truth where our books have none either, and otherwise only where the gateway says that the day is empty. */
async function withoutRows(shop: Shop, day: Day, bill: Exclude<Bill, { kind: "bill" }>): Promise<Reconciled> {
  if (bill.kind === "empty") return compare(shop, day, []);
  const isQuiet = (await readOurBooks(shop, day, [])).length === 0;
  if (bill.kind === "unknown" || !isQuiet) return wait(shop, day.day, bill.kind === "unknown" ? bill.detail : "not_ready");
  // Our books may know of nothing because a backup was restored: a bill that is merely late is asked for once more.
  const evening = eveningAfter(day.day);
  return compare(shop, day, [], shop.now() < evening ? evening : null);
}

async function compare(shop: Shop, day: Day, bill: readonly BillRow[], again: Date | null = null): Promise<Reconciled> {
  const rows = bill.map(({ completedAt, ...row }) => ({ ...row, at: completedAt }));
  const before = compareBooks({ bill: rows, ours: await readOurBooks(shop, day, bill), restored: new Set() });
  const missing = before.filter(({ verdict }) => verdict === "only_there");
  const { unanswered } = await restorePayments(shop, missing);
  await restoreRefunds(
    shop,
    missing.filter(({ type }) => type === "refund"),
  );
  const restored = new Set([...missing.map(subjectOf.billLine), ...(await restoredEarlier(shop, day.day))]);
  const lines = compareBooks({ bill: rows, ours: await readOurBooks(shop, day, bill), restored });
  const { checks } = await shop.db.dayReport.findUniqueOrThrow({ where: { day: day.day }, select: { checks: true } });
  return save(shop, day.day, lines, unanswered > 0 ? nextLook(shop.now(), checks) : again);
}

/** What an earlier run brought back stays marked as such. */
async function restoredEarlier(shop: Shop, day: string): Promise<string[]> {
  const lines = await shop.db.reportLine.findMany({
    where: { day, verdict: "restored" },
    select: { type: true, tradeNo: true, outRequestNo: true },
  });
  return lines.map(subjectOf.billLine);
}

async function save(shop: Shop, day: string, lines: readonly ReportEntry[], dueAt: Date | null): Promise<Reconciled> {
  const at = shop.now();
  const differences = lines.filter((line) => !fits(line)).length;
  const restored = lines.filter(({ verdict }) => verdict === "restored").length;
  const status: ReportStatus = differences > 0 ? "differs" : lines.length > 0 ? "matched" : "empty";
  await shop.db.$transaction(async (tx) => {
    // Two that compare the same day at once take turns here.
    await tx.dayReport.update({
      where: { day },
      data: {
        ...columnsOf(lines),
        ...{ status, differences, restored, dueAt, reconciledAt: at, lockedUntil: null, lastAnswer: null },
        checks: dueAt ? { increment: 1 } : 0,
      },
    });
    await tx.reportLine.deleteMany({ where: { day } });
    for (let start = 0; start < lines.length; start += ROWS_AT_ONCE)
      await tx.reportLine.createMany({ data: lines.slice(start, start + ROWS_AT_ONCE).map((line) => rowOf(day, line)) });
    await recordDifferences(tx, { day, lines }, at);
  });
  if (differences > 0) shop.log.error({ day, differences }, "the day's bill and our books differ; see the discrepancies");
  return { ok: true, status, restored, differences };
}

function columnsOf(lines: readonly ReportEntry[]) {
  const { billPayments, billRefunds, ourPayments, ourRefunds } = totalsOf(lines);
  return {
    billPayments: billPayments.count,
    billPaymentsFen: billPayments.sumFen,
    billRefunds: billRefunds.count,
    billRefundsFen: billRefunds.sumFen,
    ourPayments: ourPayments.count,
    ourPaymentsFen: ourPayments.sumFen,
    ourRefunds: ourRefunds.count,
    ourRefundsFen: ourRefunds.sumFen,
  };
}

function rowOf(day: string, { orderId: _orderId, ...line }: ReportEntry) {
  return { ...line, day };
}

/** Keeps what an earlier comparison found; the owner is told when the bill has not come for about three days. */
async function wait(shop: Shop, day: string, lastAnswer: string): Promise<Reconciled> {
  const at = shop.now();
  shop.log.warn({ day, detail: lastAnswer }, "the day's bill could not be had");
  await shop.db.$transaction(async (tx) => {
    const { checks } = await tx.dayReport.update({
      where: { day },
      data: { lastAnswer, checks: { increment: 1 }, lockedUntil: null },
      select: { checks: true },
    });
    const dueAt = nextLook(at, checks - 1);
    await tx.dayReport.update({ where: { day }, data: { dueAt, ...(!dueAt && { checks: 0 }) } });
    if (!dueAt) await recordMissingBill(tx, day, at);
  });
  return refuse("no_bill");
}

function nextLook(at: Date, checks: number): Date | null {
  return checks >= LAST_CHECK ? null : later(at, gapAt(GAPS_MS, checks));
}

async function noteUnsupported(shop: Shop, day: string): Promise<Reconciled> {
  await shop.db.dayReport.updateMany({
    where: { day, reconciledAt: null },
    data: { status: "not_supported", dueAt: null, lockedUntil: null },
  });
  return refuse("not_supported");
}
