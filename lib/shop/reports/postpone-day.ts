import "server-only";
import { gapAt, later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { recordMissingBill, recordUnreadableBill } from "./record-differences";
import type { Day, ReportStatus } from "./report";
import { fetchTimeOf } from "./report-day";

/** The gaps until a bill is asked for again: 10 min, 30 min, 1 h, then every 2 h. */
const GAPS_MS = [10 * 60_000, 30 * 60_000, 3600_000, 2 * 3600_000] as const;
/** A look that is repeated every 2 h is repeated for about three days. */
const FOR_DAYS = 38;
const A_FEW_TIMES = 4;
/** A bill that is this late, in ms, is not merely late. */
const LATE_MS = 3 * 24 * 3600_000;

/** Why a day could not be compared with its bill. */
export type Hindrance =
  | "not_ready" // no bill, or none yet
  | "too_old" // no bill, and there will be none
  | "unknown" // Alipay gave no answer
  | "unreadable" // the bill cannot be made out
  | "not_saved" // comparing or saving failed here
  | "interrupted"; // look after look began and never ended: the process died in it

/**
 * Leaves a day for later that could not be compared; `checks` is how often it was looked at, this time included. What does not
 * pass ends: the day is due no more, and the owner is told. An earlier comparison stands. Answers whether it has ended.
 */
export async function postponeDay(
  shop: Shop,
  { day }: Pick<Day, "day">,
  { why, detail, checks }: { why: Hindrance; detail: string; checks: number },
): Promise<{ isOver: boolean }> {
  const at = shop.now();
  const isOver = checks > mostLooks(why, day, at);
  shop.log.warn({ day, why, detail, checks, isOver }, "the day could not be compared with its bill");
  const next = isOver ? { dueAt: null, checks: 0 } : { dueAt: nextLook(at, checks) };
  await shop.db.$transaction(async (tx) => {
    await tx.dayReport.update({ where: { day }, data: { ...next, lastAnswer: detail, lockedUntil: null, startedAt: null } });
    await tx.dayReport.updateMany({ where: { day, reconciledAt: null }, data: { status: isOver ? endOf(why) : "waiting" } });
    if (!isOver) return;
    if (endOf(why) === "no_bill") await recordMissingBill(tx, day, at);
    else await recordUnreadableBill(tx, { day, problem: detail }, at);
  });
  return { isOver };
}

/** When a day is looked at again that was looked at so often; null after about three days. */
export function lookAgainAt(at: Date, checks: number): Date | null {
  return checks > FOR_DAYS ? null : nextLook(at, checks);
}

function nextLook(at: Date, checks: number): Date {
  return later(at, gapAt(GAPS_MS, checks - 1));
}

/** How many looks are taken in vain before the day ends without one. */
function mostLooks(why: Hindrance, day: string, at: Date): number {
  if (why === "unknown") return FOR_DAYS;
  if (why === "too_old" || why === "interrupted") return 0;
  if (why !== "not_ready") return A_FEW_TIMES;
  return at > later(fetchTimeOf(day), LATE_MS) ? A_FEW_TIMES - 1 : FOR_DAYS;
}

function endOf(why: Hindrance): ReportStatus & ("no_bill" | "unreadable") {
  return why === "not_ready" || why === "too_old" || why === "unknown" ? "no_bill" : "unreadable";
}
