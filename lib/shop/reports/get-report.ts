import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { QUIET_VERDICTS, type ReportStatus } from "./report";

const REPORT_SELECT = {
  day: true,
  status: true,
  dueAt: true,
  startedAt: true,
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
  otherPayments: true,
  otherPaymentsFen: true,
  otherRefunds: true,
  otherRefundsFen: true,
  unreadable: true,
  restored: true,
  differences: true,
} as const satisfies Prisma.DayReportSelect;

export type ReportSummary = {
  day: string;
  status: ReportStatus;
  dueAt: Date | null;
  /** A look at it began and has not ended. */
  startedAt: Date | null;
  reconciledAt: Date | null;
  /** Why the bill was not had the last time; null when it was. */
  lastAnswer: string | null;
  bill: SideTotals;
  ours: SideTotals;
  /** Other business on the same account: in the bill, and none of this shop's. */
  other: SideTotals;
  /** Lines of the bill that could not be read. */
  unreadable: number;
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

/** The lists of a day's lines: all of this shop's, those of them that do not fit, and those of other business. */
export const REPORT_TABS = ["all", "broken", "other"] as const;
export type ReportTab = (typeof REPORT_TABS)[number];

/** A day's lines in the order of time, all of the bill's unless `show` chooses. `most` at the most. */
export async function listReportLines(
  shop: Shop,
  day: string,
  { show, most = 100_000 }: { show?: ReportTab; most?: number } = {},
): Promise<ReportLineRow[]> {
  return shop.db.reportLine.findMany({
    where: { day, ...(show && { verdict: inTab(show) }) },
    select: LINE_SELECT,
    orderBy: { id: "asc" },
    take: most,
  });
}

function inTab(show: ReportTab): Prisma.StringFilter {
  if (show === "broken") return { notIn: QUIET_VERDICTS };
  return show === "other" ? { equals: "foreign" } : { not: "foreign" };
}

function toSummary(row: Row<"dayReport", typeof REPORT_SELECT>): ReportSummary {
  const { day, status, dueAt, startedAt, reconciledAt, lastAnswer, unreadable, restored, differences } = row;
  return {
    ...{ day, dueAt, startedAt, reconciledAt, lastAnswer, unreadable, restored, differences },
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
    other: {
      payments: row.otherPayments,
      paymentsFen: row.otherPaymentsFen,
      refunds: row.otherRefunds,
      refundsFen: row.otherRefundsFen,
    },
  };
}
