import type { CloseReason, OrderPhase, OrderStatus } from "./order";

/** How long after a verified return 支付结果确认中 is shown while the gateway still knows of no payment, in ms. */
const CONFIRMING_MS = 120_000;

type PhaseFacts = {
  status: OrderStatus;
  expiresAt: Date;
  closeWanted: string | null;
  closeReason: CloseReason | null;
  /** When the buyer last came back from the cashier with a verified return. */
  returnedAt: Date | null;
  /** The gateway has no answer for it at the moment. */
  isUnanswered: boolean;
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

/** Who comes back from the cashier has most likely paid: that lasts until the gateway has had its say. */
function isAwaited({ returnedAt, isUnanswered }: PhaseFacts, now: Date): boolean {
  return returnedAt !== null && (isUnanswered || now.getTime() - returnedAt.getTime() < CONFIRMING_MS);
}

function closedPhase({ closeReason, holdsMoney, keepsMoney, gaveBack }: PhaseFacts): OrderPhase {
  if (holdsMoney) return keepsMoney ? "closed_kept" : "closed_paid";
  return closeReason === "refunded" || gaveBack ? "refunded" : "closed";
}
