import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { text } from "./text";

type Events = OwnerOrder["events"];

/**
 * What of a timeline's details names no sum, whatever was written. Everything else stays away: numbers of payments lead to sums, and in
 * the words that people wrote about money sums stand.
 */
const HARMLESS = new Set([
  ...["courier", "trackingNo", "pieces", "until", "oldCourier", "oldTrackingNo"],
  ...["receiver", "oldReceiver", "buyerNote", "oldBuyerNote"],
  ...["replaces", "replacedBy", "placedBy", "who"],
]);

/** A timeline for whoever must not see sums: each entry, with its harmless details alone. */
export function withoutSums(events: Events): Events {
  return events.map((event) => ({ ...event, detail: Object.fromEntries(Object.entries(event.detail).filter(isHarmless)) }));
}

/** Of reasons those that the program itself gives. */
function isHarmless([name, value]: [name: string, value: unknown]): boolean {
  return HARMLESS.has(name) || (name === "reason" && String(value) in text.reasons);
}
