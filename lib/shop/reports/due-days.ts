import "server-only";
import { dayOf } from "@/lib/shop/day";
import { type DueKind, later, reviewDue } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { billersOf } from "./fetch-bills";
import { reconcileDay } from "./reconcile-day";
import { rememberDays } from "./remember-days";
import { reopenExplained } from "./reopen-explained";
import { clearOtherBusiness } from "./save-report";
import { clearStale } from "./stage-bill";

const AGAIN_MS = 10 * 60_000;
/** One at a time: a bill may be long, and each of its lines a question. */
export const DAYS: DueKind = {
  name: "days",
  table: "day_reports",
  key: { column: "day", type: "text" },
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
  if (billersOf(shop).length === 0) return 0;
  for (let looked = 0; ; looked++) {
    await openDueDays(shop);
    if ((await reviewDue(shop, DAYS)) === 0) return looked;
  }
}

/** Makes a row for each day that is to be compared and has none, and opens those whose differences may be explained by now. */
export async function openDueDays(shop: Shop): Promise<void> {
  await rememberDays(shop);
  await clearStale(shop);
  await clearOtherBusiness(shop, dayOf(shop.now()));
  await reopenExplained(shop);
}

/** Comparing a day sets its next due time itself. */
async function reviewDay(shop: Shop, day: string): Promise<Date> {
  await reconcileDay(shop, day, { by: "worker" });
  return later(shop.now(), AGAIN_MS);
}
