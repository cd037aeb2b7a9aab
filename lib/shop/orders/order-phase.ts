import type { CloseReason, OrderPhase, OrderStatus } from "./order";

/** How long after a verified return 支付结果确认中 is shown while the gateway still knows of no payment, in ms. */
const CONFIRMING_MS = 120_000;
/**
 * A buyer who did not come back is most likely still typing the password, and one question without an answer says nothing of that.
 * When the gateway has had no answer for so long, nobody knows whether it is still to be paid, in ms.
 */
const UNKNOWN_MS = 20_000;

type PhaseFacts = {
  status: OrderStatus;
  expiresAt: Date;
  closeWanted: string | null;
  closeReason: CloseReason | null;
  /** When the buyer last came back from the cashier with a verified return. */
  returnedAt: Date | null;
  /** Since when the gateway has had no answer for it; null when it answers. */
  unansweredSince: Date | null;
  /** The gateway says that the buyer has paid, and that the seller's account has not received it. */
  isWithheld: boolean;
  /** Money came for this order that does not pay it, and it has not all been given back. */
  holdsMoney: boolean;
  /** All money that is held stays with the shop, by the owner's decision. */
  keepsMoney: boolean;
  /** Such money came and has all been given back. */
  gaveBack: boolean;
};

/** What a shopper is shown. Unknown stays unknown: nothing here ever says that a payment failed. */
export function orderPhase(facts: PhaseFacts, now: Date): OrderPhase {
  const { status, expiresAt, closeWanted, holdsMoney, isWithheld } = facts;
  if (status === "PAID") return "paid";
  if (status === "SHIPPED") return "shipped";
  if (status === "COMPLETED") return "completed";
  if (status === "CLOSED") return isWithheld ? "confirming" : closedPhase(facts);
  if (holdsMoney || isWithheld || isAwaited(facts, now)) return "confirming";
  return closeWanted || now >= expiresAt ? "closing" : "to_pay";
}

/**
 * Who comes back from the cashier has most likely paid: that lasts until the gateway has had its say. Whose way back was not
 * recognised may have paid as well, while the gateway's answers are unknown.
 */
function isAwaited({ returnedAt, unansweredSince }: PhaseFacts, now: Date): boolean {
  if (returnedAt) return unansweredSince !== null || now.getTime() - returnedAt.getTime() < CONFIRMING_MS;
  return unansweredSince !== null && now.getTime() - unansweredSince.getTime() >= UNKNOWN_MS;
}

/** Whether a result has been awaited for so long that its buyer is to be told what to do meanwhile. */
export function isResultLate(unansweredSince: Date | null, now: Date): boolean {
  return unansweredSince !== null && now.getTime() - unansweredSince.getTime() >= CONFIRMING_MS;
}

function closedPhase({ closeReason, holdsMoney, keepsMoney, gaveBack }: PhaseFacts): OrderPhase {
  if (holdsMoney) return keepsMoney ? "closed_kept" : "closed_paid";
  return closeReason === "refunded" || gaveBack ? "refunded" : "closed";
}
