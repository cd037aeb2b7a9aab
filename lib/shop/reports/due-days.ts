import "server-only";
import { dayOf } from "@/lib/shop/day";
import { type DueKind, later, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { reconcileDay } from "./reconcile-day";
import { rememberDays } from "./remember-days";
import { reopenExplained } from "./reopen-explained";
import { clearOtherBusiness } from "./save-report";
import { clearStale } from "./stage-bill";

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
/**
 * Compares the days whose time has come: yesterday from 09:30 in Asia/Shanghai on, and every day that was not compared yet, since
 * the shop was down or a restored backup lacks it.
 * @returns how many days were looked at
 */
export async function reconcileDueDays(shop: Shop): Promise<number> {
  if (!shop.gateway.hasBill) return 0;
  await rememberDays(shop);
  await clearStale(shop);
  await clearOtherBusiness(shop, dayOf(shop.now()));
  for (let looked = 0; ; looked++) {
    await reopenExplained(shop);
    if ((await reviewDue(shop, DAYS)) === 0) return looked;
  }
}

/** Comparing a day sets its next due time itself. */
async function reviewDay(shop: Shop, day: string): Promise<Date> {
  await reconcileDay(shop, day, { by: "worker" });
  return later(shop.now(), AGAIN_MS);
}
