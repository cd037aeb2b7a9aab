import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { VERDICTS_THAT_FIT } from "./compare-books";
import type { ReportStatus } from "./reconcile-day";

const REPORT_SELECT = {
  day: true,
  status: true,
  dueAt: true,
  reconciledAt: true,
  lastAnswer: true,
  billPayments: true,
  billPaymentsFen: true,
  billRefunds: true,
  billRefundsFen: true,
  ourPayments: true,
  ourPaymentsFen: true,
  ourRefunds: true,
  ourRefundsFen: true,
  restored: true,
  differences: true,
} as const satisfies Prisma.DayReportSelect;

export type ReportSummary = {
  day: string;
  status: ReportStatus;
  dueAt: Date | null;
  reconciledAt: Date | null;
  /** Why the bill was not had the last time; null when it was. */
  lastAnswer: string | null;
  bill: SideTotals;
  ours: SideTotals;
  restored: number;
  differences: number;
};
export type SideTotals = { payments: number; paymentsFen: number; refunds: number; refundsFen: number };

const LINE_SELECT = {
  id: true,
  type: true,
  verdict: true,
  tradeNo: true,
  outTradeNo: true,
  outRequestNo: true,
  orderNo: true,
  billFen: true,
  ourFen: true,
  at: true,
} as const satisfies Prisma.ReportLineSelect;
export type ReportLineRow = Row<"reportLine", typeof LINE_SELECT>;

/** The newest reports of at most `take` days, before `before` (yyyy-MM-dd) where given; `next` is where the older ones begin. */
export async function listReports(
  shop: Shop,
  { before, take = 31 }: { before?: string; take?: number } = {},
): Promise<{ reports: ReportSummary[]; next: string | null }> {
  const rows = await shop.db.dayReport.findMany({
    where: { status: { not: "not_supported" }, ...(before && { day: { lt: before } }) },
    select: REPORT_SELECT,
    orderBy: { day: "desc" },
    take: take + 1,
  });
  const reports = rows.slice(0, take).map(toSummary);
  return { reports, next: rows.length > take ? (reports.at(-1)?.day ?? null) : null };
}

/** One day's report; null when that day was never looked at. */
export async function getReport(shop: Shop, day: string): Promise<ReportSummary | null> {
  const row = await shop.db.dayReport.findUnique({ where: { day }, select: REPORT_SELECT });
  return row && toSummary(row);
}

/** A day's lines in the order of time: all of them, or those that do not fit. `most` at the most. */
export async function listReportLines(
  shop: Shop,
  day: string,
  { onlyBroken = false, most = 100_000 }: { onlyBroken?: boolean; most?: number } = {},
): Promise<ReportLineRow[]> {
  return shop.db.reportLine.findMany({
    where: { day, ...(onlyBroken && { verdict: { notIn: VERDICTS_THAT_FIT } }) },
    select: LINE_SELECT,
    orderBy: { id: "asc" },
    take: most,
  });
}

function toSummary(row: Row<"dayReport", typeof REPORT_SELECT>): ReportSummary {
  const { day, status, dueAt, reconciledAt, lastAnswer, restored, differences } = row;
  return {
    ...{ day, dueAt, reconciledAt, lastAnswer, restored, differences },
    status: status as ReportStatus,
    bill: {
      payments: row.billPayments,
      paymentsFen: row.billPaymentsFen,
      refunds: row.billRefunds,
      refundsFen: row.billRefundsFen,
    },
    ours: {
      payments: row.ourPayments,
      paymentsFen: row.ourPaymentsFen,
      refunds: row.ourRefunds,
      refundsFen: row.ourRefundsFen,
    },
  };
}
