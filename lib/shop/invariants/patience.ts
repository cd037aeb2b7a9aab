import type { StuckKind } from "@/lib/shop/discrepancies/discrepancy";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long what has begun may stay without an end, in ms. After that the owner must see it as a discrepancy. Counted from:
 * an order's expiry (Alipay's last notice comes after 25 h), the moment a refund was started, the moment Alipay's report of a
 * refund came in, the moment a day was put down for comparison.
 */
export const PATIENCE_MS: Record<StuckKind, number> = {
  order_stuck: 25 * HOUR_MS,
  refund_stuck: DAY_MS,
  reported_refund_stuck: DAY_MS,
  report_stuck: 4 * DAY_MS,
};

/**
 * For how long the owner's note on a stuck thing is enough, in ms. Goods or money hang on an order and on a refund, so that
 * these come up again until they end; for a report and a day the owner's note is the end.
 */
export const NOTE_HOLDS_MS: Record<StuckKind, number> = {
  order_stuck: DAY_MS,
  refund_stuck: DAY_MS,
  reported_refund_stuck: Number.POSITIVE_INFINITY,
  report_stuck: Number.POSITIVE_INFINITY,
};

/** The worker records what is stuck once a minute; the checker leaves it this long for it, in ms. */
export const RECORD_WITHIN_MS = 15 * MINUTE_MS;

/**
 * A row that has been due for longer than this shows that the worker stands still, or that what it needs has not answered for long,
 * in ms. A day's bill may take it longer to read.
 */
export const OVERDUE_MS = 30 * MINUTE_MS;
export const OVERDUE_DAY_MS = 2 * HOUR_MS;

/** Money that can only go back is refunded by the worker at once; after this much time that must have begun, in ms. */
export const AUTOMATIC_REFUND_WITHIN_MS = HOUR_MS;

/** No lease lasts as long; one that does was made by a clock that was set ahead, and hides nothing. */
export const LONGEST_LEASE_MS = 3600_000;
