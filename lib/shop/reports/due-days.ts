import "server-only";
import { dayAfter, dayOf } from "@/lib/shop/day";
import { type DueKind, later, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { billersOf } from "./fetch-bills";
import { reconcileDay } from "./reconcile-day";
import { fetchTimeOf } from "./report-day";

const AGAIN_MS = 10 * 60_000;
/** One at a time, with a lease for a long bill and a question for each of its lines. */
const DAYS: DueKind = {
  name: "day",
  table: "day_reports",
  key: { column: "day", type: "text" },
  batch: 1,
  atOnce: 1,
  leaseMs: 15 * 60_000,
  retryMs: AGAIN_MS,
  review: reviewDay,
};
/** A backup that is restored is not older than this; more days are for the owner to name. */
const MOST_DAYS = 62;

/**
 * Compares the days whose time has come: yesterday from 09:30 in Asia/Shanghai on, and every day since the last report, which
 * a restored backup lacks.
 * @returns how many days were looked at
 */
export async function reconcileDueDays(shop: Shop): Promise<number> {
  if (billersOf(shop).length === 0) return 0;
  await remember(shop);
  for (let looked = 0; ; looked++) {
    await reopenExplained(shop);
    if ((await reviewDue(shop, DAYS)) === 0) return looked;
  }
}

/** Comparing a day sets its next due time itself. */
async function reviewDay(shop: Shop, day: string): Promise<Date> {
  await reconcileDay(shop, day);
  return later(shop.now(), AGAIN_MS);
}

/** A day that has something which was only at Alipay, of a trade that has come into our books since, is compared once more. */
async function reopenExplained(shop: Shop): Promise<void> {
  const kinds = ["bill_only_there", "bill_refund_differs"];
  await shop.db.$executeRaw`
    UPDATE day_reports r SET due_at = ${shop.now()} WHERE r.due_at IS NULL AND r.day IN (
      SELECT l.day FROM discrepancies d
      JOIN payments p ON p.trade_no = d.trade_no
      JOIN report_lines l ON l.trade_no = d.trade_no AND l.verdict = 'only_there'
      WHERE d.resolved_at IS NULL AND d.kind = ANY(${kinds}) AND p.created_at > r.reconciled_at)`;
}

/** A row for each day since the last one; for yesterday alone in a shop that has none; for no day before the first order. */
async function remember(shop: Shop): Promise<void> {
  const at = shop.now();
  const yesterday = dayAfter(dayOf(at), -1);
  const last = await shop.db.dayReport.findFirst({ select: { day: true }, where: { day: { lte: yesterday } }, orderBy: { day: "desc" } });
  if (last?.day === yesterday) return;
  const first = await shop.db.order.findFirst({ select: { createdAt: true }, orderBy: { createdAt: "asc" } });
  if (!first || dayOf(first.createdAt) > yesterday) return;
  const since = last ? dayAfter(last.day, 1) : yesterday;
  const days = Array.from({ length: MOST_DAYS }, (_, index) => dayAfter(yesterday, index + 1 - MOST_DAYS));
  const data = days.filter((day) => day >= since).map((day) => ({ day, status: "waiting", dueAt: fetchTimeOf(day), createdAt: at }));
  await shop.db.dayReport.createMany({ data, skipDuplicates: true });
}
