import "server-only";
import type { UnreadableLine } from "@/lib/alipay/gateway";
import { dayAfter } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { recordDifferences, recordUnreadableLines } from "./record-differences";
import type { Day, ReportStatus } from "./report";
import { resolveExplained } from "./resolve-explained";
import type { StagedBill } from "./stage-bill";
import { totalsOf, writeReport } from "./write-report";

/** A day of some hundred thousand lines is written in this time, in ms. */
const TIMEOUT_MS = 60_000;
/** How long the lines of other business are kept, in days; their counts and sums stay. */
const KEEP_OTHER_DAYS = 90;

type Compared = { staged: StagedBill; unreadable: readonly UnreadableLine[]; again: Date | null };
export type Saved = { status: ReportStatus; restored: number; differences: number };

/**
 * Compares the staged bill with our books and saves what came of it: the day's lines and figures, a discrepancy for what does not
 * fit, the end of those that fit by now. All of it or nothing; two that compare the same day at once take turns.
 */
export async function saveReport(shop: Shop, day: Day, { staged, unreadable, again }: Compared): Promise<Saved> {
  const at = shop.now();
  return shop.db.$transaction(
    async (tx) => {
      await tx.dayReport.update({ where: { day: day.day }, data: { lastAnswer: null } });
      // Had somebody taken the lines away meanwhile, all of our books would seem to be missing at Alipay.
      const lines = await tx.billLine.count({ where: { run: staged.run } });
      if (lines !== staged.lines) throw new Error(`${staged.lines} lines of the bill were staged, and ${lines} are there`);
      const unreadableTrades = unreadable.flatMap(({ tradeNo }) => tradeNo ?? []);
      await writeReport(tx, { day, run: staged.run, unreadableTrades });
      const totals = await totalsOf(tx, day.day);
      const differences = totals.differences + unreadable.length;
      const own = totals.billPayments + totals.billRefunds + totals.ourPayments + totals.ourRefunds;
      const status: ReportStatus = differences > 0 ? "differs" : own > 0 ? "matched" : "empty";
      const figures = { ...totals, differences, unreadable: unreadable.length, status, reconciledAt: at };
      const next = { dueAt: again, lockedUntil: null, startedAt: null, ...(!again && { checks: 0 }) };
      await tx.dayReport.update({ where: { day: day.day }, data: { ...figures, ...next } });
      await recordDifferences(tx, day.day, at);
      await recordUnreadableLines(tx, day.day, unreadable, at);
      await resolveExplained(tx, day.day, { isPartial: unreadable.length > 0 }, at);
      return { status, restored: totals.restored, differences };
    },
    { timeout: TIMEOUT_MS },
  );
}

/** Lines of other business of long ago go; the database is this shop's. */
export async function clearOtherBusiness(shop: Shop, today: string): Promise<void> {
  await shop.db.reportLine.deleteMany({ where: { verdict: "foreign", day: { lt: dayAfter(today, -KEEP_OTHER_DAYS) } } });
}
