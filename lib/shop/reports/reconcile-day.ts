import "server-only";
import type { Bill } from "@/lib/alipay/gateway";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { boundsOf, dayOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { beginLook } from "./begin-look";
import { billedContracts, fetchBills } from "./fetch-bills";
import { isQuietDay } from "./our-books";
import { type Hindrance, lookAgainAt, postponeDay } from "./postpone-day";
import type { Day, ReportStatus } from "./report";
import { eveningAfter } from "./report-day";
import { restorePayments } from "./restore-payments";
import { restoreRefunds } from "./restore-refunds";
import { saveReport } from "./save-report";
import { markMissing, withStagedBill } from "./stage-bill";

/** So many looks that killed their process are enough. */
const MOST_DEATHS = 4;

/** `isOver`: it is not tried again by itself, and the owner has been told. */
export type ReconcileRefusal =
  | "not_a_day"
  | "too_early"
  | "not_supported"
  | Refusal<"no_bill" | "unreadable" | "not_saved", { isOver: boolean }>;
type Reconciled = Result<{ status: ReportStatus; restored: number; differences: number }, ReconcileRefusal>;
type Found = Extract<Bill, { kind: "bill" }>;

/**
 * Compares one day's books with the gateway's bill, line by line. `day` is yyyy-MM-dd in Asia/Shanghai, at the latest
 * yesterday. A payment or a refund that only the bill knows is asked for and booked, which brings back what a restored backup
 * forgot; what then does not fit becomes a discrepancy. May be repeated at any time: the report is written anew, a discrepancy is
 * shown once, and one whose cause is gone resolves itself. A bill that cannot be had, made out or compared leaves the day to the
 * worker, who tells the owner when it does not pass.
 */
export async function reconcileDay(shop: Shop, day: string, { by = "owner" }: { by?: "owner" | "worker" } = {}): Promise<Reconciled> {
  const bounds = boundsOf(day);
  if (!bounds) return refuse("not_a_day");
  if (day >= dayOf(shop.now())) return refuse("too_early");
  const { checks, hasDied } = await beginLook(shop, day);
  const look = { day, ...bounds, checks, contracts: billedContracts(shop) };
  try {
    if (by === "worker" && hasDied && checks > MOST_DEATHS) return await postpone(shop, look, "interrupted", "every look at it broke off");
    return await lookAt(shop, look);
  } catch (error) {
    shop.log.error({ err: error, day }, "a day could not be compared with its bill");
    return postpone(shop, look, "not_saved", `the comparison failed (${nameOf(error)})`);
  }
}

type Look = Day & { checks: number };

async function lookAt(shop: Shop, look: Look): Promise<Reconciled> {
  const bill = await fetchBills(shop, look);
  if (bill.kind === "not_supported") return noteUnsupported(shop, look.day);
  if (bill.kind === "unreadable" || bill.kind === "unknown") return postpone(shop, look, bill.kind, bill.detail);
  if (bill.kind === "bill") return compare(shop, look, bill);
  return bill.kind === "empty" ? compare(shop, look, NO_LINES) : withoutBill(shop, look, bill.kind);
}

const NO_LINES: Found = { kind: "bill", rows: [], unreadable: [] };

/** None: the truth where our books have nothing either. */
async function withoutBill(shop: Shop, look: Look, why: "not_ready" | "too_old"): Promise<Reconciled> {
  if (!(await isQuietDay(shop, look))) return postpone(shop, look, why, why);
  // Our books may know of nothing because a backup was restored: a bill that is merely late is asked for once more.
  const evening = eveningAfter(look.day);
  return compare(shop, look, NO_LINES, shop.now() < evening ? evening : null);
}

async function compare(shop: Shop, look: Look, { rows, unreadable }: Found, again: Date | null = null): Promise<Reconciled> {
  const { status, restored, differences } = await withStagedBill(shop, rows, async (staged) => {
    await markMissing(shop, look.day, staged.run);
    const { unanswered } = await restorePayments(shop, staged.run);
    await restoreRefunds(shop, staged.run);
    return saveReport(shop, look, { staged, unreadable, again: unanswered > 0 ? lookAgainAt(shop.now(), look.checks) : again });
  });
  if (differences > 0) shop.log.error({ day: look.day, differences }, "the day's bill and our books differ; see the discrepancies");
  return { ok: true, status, restored, differences };
}

async function postpone(shop: Shop, look: Look, why: Hindrance, detail: string): Promise<Reconciled> {
  const { isOver } = await postponeDay(shop, look, { why, detail, checks: look.checks });
  if (why === "unreadable") return refuse("unreadable", { isOver });
  return why === "not_saved" || why === "interrupted" ? refuse("not_saved", { isOver }) : refuse("no_bill", { isOver });
}

async function noteUnsupported(shop: Shop, day: string): Promise<Reconciled> {
  await shop.db.dayReport.update({ where: { day }, data: { dueAt: null, lockedUntil: null, startedAt: null, checks: 0 } });
  await shop.db.dayReport.updateMany({ where: { day, reconciledAt: null }, data: { status: "not_supported" } });
  return refuse("not_supported");
}

/** Without the message, which may hold numbers and names. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}
