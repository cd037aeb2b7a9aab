import type { OrderPhase, OrderStatus } from "./order";

/** How long a verified return keeps 支付结果确认中 up against a gateway that knows of no payment, in ms. */
const CONFIRMING_MS = 120_000;

type PhaseFacts = {
  status: OrderStatus;
  expiresAt: Date;
  closeWanted: string | null;
  /** When the buyer last came back from the cashier with a verified return. */
  returnedAt: Date | null;
  /** Money was taken for this order and is held: a discrepancy is open. */
  holdsMoney: boolean;
};

/** What a shopper is shown. Unknown stays unknown: nothing here ever says that a payment failed. */
export function orderPhase({ status, expiresAt, closeWanted, returnedAt, holdsMoney }: PhaseFacts, now: Date): OrderPhase {
  if (status === "PAID") return "paid";
  if (status === "SHIPPED") return "shipped";
  if (status === "COMPLETED") return "completed";
  if (status === "CLOSED") return holdsMoney ? "closed_paid" : "closed";
  if (holdsMoney) return "confirming";
  if (returnedAt && now.getTime() - returnedAt.getTime() < CONFIRMING_MS) return "confirming";
  return closeWanted || now >= expiresAt ? "closing" : "to_pay";
}
