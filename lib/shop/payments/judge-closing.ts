import type { CloseReason } from "@/lib/shop/orders/order";
import { WINDOW_MARGIN_MS } from "./look-times";

/*
 * What may be closed, decided from facts alone; the checked model of the protocol (docs/reliability/model.md) moves by the same
 * functions.
 */

/** The attempt under which an order may be paid, as it was read. Whoever sends its buyer to the cashier again changes it. */
export type SeenAttempt = { id: string; outTradeNo: string; contract: string; startedAt: Date | null; payableUntil: Date };

/** Whether the open attempt is still the one that was seen, with nobody sent to the cashier since. */
export function isAsSeen(open: Omit<SeenAttempt, "outTradeNo" | "contract">, seen: SeenAttempt | null): boolean {
  return (
    seen !== null &&
    open.id === seen.id &&
    open.startedAt?.getTime() === seen.startedAt?.getTime() &&
    open.payableUntil.getTime() === seen.payableUntil.getTime()
  );
}

/**
 * An order whose trade the gateway does not know, so that its link stays payable until its own time is over. Who asked for closing
 * need not wait: should money come all the same, it is taken or held when it does.
 */
export function mayCloseUnopened({ closeReason, payableUntil }: { closeReason: CloseReason; payableUntil: Date }, now: Date): boolean {
  return closeReason !== "expired" || now.getTime() >= payableUntil.getTime() + WINDOW_MARGIN_MS;
}

/** What the gateway's last answer lets the one do who closes: `forget` closes if no attempt is open, `unopened` asks mayCloseUnopened. */
export function afterAsking(truth: { kind: "settled" | "waiting" | "not_exist" | "unknown" | "skipped" }): "forget" | "unopened" | "wait" {
  if (truth.kind === "settled") return "forget";
  return truth.kind === "not_exist" ? "unopened" : "wait";
}
