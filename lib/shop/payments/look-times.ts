import { gapAt, later } from "@/lib/shop/due/review-due";

/*
 * When the gateway is asked about an attempt. Between two questions it may have told us by itself.
 */

/** The first question after a buyer went to the cashier, in ms. */
export const FIRST_LOOK_MS = 15_000;
/** After a link's time is over, one last look for money that slipped in at the last moment, in ms. */
export const LAST_LOOK_MS = 10 * 60_000;
/** So long after that time a closed order is asked about at most, in ms: as long as Alipay's own notices come. */
export const GIVE_UP_MS = 25 * 3600_000;
/** When no answer has been of use for so long, the owner is told and may decide, in ms. */
export const UNANSWERED_MS = 2 * 3600_000;

/** The gaps between two looks at a silent order: 15 s, 30 s, 1 min, 2 min, then every 5 min. */
const GAPS_MS = [15_000, 30_000, 60_000, 120_000, 300_000] as const;
/** The gap for an order about which the gateway has had no answer for GIVE_UP_MS, in ms. */
const RARE_MS = 3600_000;

/** When to ask next, after so many looks, of which none since `unansweredSince` brought an answer. */
export function nextLook(at: Date, { checks, unansweredSince }: { checks: number; unansweredSince: Date | null }): Date {
  const isOld = unansweredSince !== null && at.getTime() - unansweredSince.getTime() > GIVE_UP_MS;
  return later(at, isOld ? RARE_MS : gapAt(GAPS_MS, checks));
}

/** Whether the gateway has had no useful answer for so long that the owner may decide instead. */
export function isUnanswered({ unansweredSince }: { unansweredSince: Date | null }, at: Date): boolean {
  return unansweredSince !== null && at.getTime() - unansweredSince.getTime() >= UNANSWERED_MS;
}

/** The gateway's clock may run this much behind ours before an unopened cashier page counts as expired, in ms. */
export const WINDOW_MARGIN_MS = 10_000;
/** After our own book of a cashier page's end nobody can open it any more, in ms: one margin was given away in the link (`minutesLeft`). */
export const LINK_OVER_MS = 2 * WINDOW_MARGIN_MS;
