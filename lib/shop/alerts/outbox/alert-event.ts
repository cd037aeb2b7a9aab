/** The noun: what an owner can be told of. Pure. */

export const ALERT_EVENTS = [
  "order_paid", // about an order
  "refund_requested", // by a buyer: about a refund
  "discrepancy", // opened, or opened again: about a discrepancy
  "low_stock", // after a sale, once until it is restocked: about a variant
  "contract_refused", // the gateway does not take our keys, or nothing of it verifies: about a standing, "<identity> <door>"
  "gateway_silent", // it has not answered for a while: about a contract
  "gateway_back", // it answers again: about a contract
  "backup_late", // the last good one is too old, or the last try failed: about its moment, or nothing
] as const;
export type AlertEvent = (typeof ALERT_EVENTS)[number];

/** Goods are reported as scarce when no more than this is left, unless the owner sets another number. */
export const USUAL_LOW_STOCK = 5;
/** The setting that says otherwise. */
export const LOW_STOCK_SETTING = "alerts_low_stock_at";
