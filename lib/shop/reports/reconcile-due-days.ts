import "server-only";
import { dayAfter, dayOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { reconcileDay } from "./reconcile-day";
import { fetchTimeOf } from "./report-day";

/** How long one comparison may take before another worker takes it up, in ms: a long bill and a question for each line. */
const LEASE_MS = 15 * 60_000;
const AFTER_STUMBLE_MS = 10 * 60_000;
/** A backup that is restored is not older than this; more days are for the owner to name. */
const MOST_DAYS = 62;

/**
 * Compares the days whose time has come: yesterday from 09:30 in Asia/Shanghai on, and every day since the last report, which
 * a restored backup has not. Rows are taken with FOR UPDATE SKIP LOCKED and a lease, so any number of instances share them.
 * @returns how many days were looked at
 */
export async function reconcileDueDays(shop: Shop): Promise<number> {
  if (!shop.gateway.hasBill) return 0;
  await remember(shop);
  for (let looked = 0; ; looked++) {
    await reopenExplained(shop);
    const day = await take(shop);
    if (!day) return looked;
    await reconcileOne(shop, day);
  }
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

async function take(shop: Shop): Promise<string | null> {
  const at = shop.now();
  const taken = await shop.db.$queryRaw<{ day: string }[]>`
    UPDATE day_reports SET locked_until = ${new Date(at.getTime() + LEASE_MS)} WHERE day IN (
      SELECT day FROM day_reports WHERE due_at <= ${at} AND (locked_until IS NULL OR locked_until <= ${at})
      ORDER BY day LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING day`;
  return taken[0]?.day ?? null;
}

async function reconcileOne(shop: Shop, day: string): Promise<void> {
  try {
    await reconcileDay(shop, day);
  } catch (error) {
    shop.log.error({ err: error, day }, "the worker could not compare a day with its bill; it will try again");
    const dueAt = new Date(shop.now().getTime() + AFTER_STUMBLE_MS);
    await shop.db.dayReport.updateMany({ where: { day }, data: { dueAt, lockedUntil: null } });
  }
}
