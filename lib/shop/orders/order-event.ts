import "server-only";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { countOrderEvent } from "@/lib/shop/metrics";

/** Everything that an order's timeline may contain. Where somebody else than 店主 acted for the shop, it says { who } (lib/shop/by.ts). */
export type OrderEventKind =
  | "placed" // { replaces } where it takes the place of unpaid orders
  | "receiver_changed" // the buyer sent the form again: { receiver, oldReceiver, buyerNote, oldBuyerNote }, masked
  | "change_wanted" // by the owner, and a payment at the old terms may still come: { newPrices, newFreight, newTotal, note, by }
  | "terms_changed" // the same, and { receiver, oldReceiver }, masked
  | "change_ended" // without effect: { outcome }
  | "payment_started" // sent to the cashier: { outTradeNo }
  | "payment_refused" // the gateway said no: { outTradeNo, code, detail }
  | "payment_unknown" // the gateway did not answer: { outTradeNo, detail }
  | "returned" // the buyer came back with a verified return: { outTradeNo }
  | "paid" // { tradeNo, source }, and { by, note } when the owner took it by a proof
  | "proof_confirmed" // the gateway says what the owner had taken as proven: { tradeNo, source, oldTradeNo of a wrong one }
  | "paid_late" // money for a closed order whose stock was still there: { tradeNo, source }
  | "payment_withheld" // the buyer paid, the seller's account has not received it: { tradeNo }
  | "payment_held" // money that pays no open order: { tradeNo, discrepancy }
  | "attempt_closed" // the gateway closed it: { outTradeNo }
  | "attempt_given_up" // nobody asks about it any more: { outTradeNo }
  | "close_asked" // { reason }, and { replacedBy } of an order whose place another one takes
  | "closed" // { reason }, and { by, note } when the owner did not wait for the gateway's answer
  | "checked" // the owner asked the gateway: { answer }
  | "shipped" // { courier, trackingNo }, and { pieces } where not all of them are in it
  | "parcel_added" // the same of a further one
  | "parcel_taken_back" // entered by mistake: { courier, trackingNo }
  | "shipping_taken_back" // the only one was, and the order waits to be shipped again: { courier, trackingNo }
  | "rest_not_sent" // what is in no parcel will not come: { pieces }
  | "receipt_extended" // the buyer wants more time: { until }
  | "parcel_corrected" // { courier, trackingNo, oldCourier, oldTrackingNo }
  | "refund_requested" // a buyer asks: { refundNo, refundFen, reason }
  | "refund_declined" // { refundNo, note }
  | "request_withdrawn" // the buyer took it back: { refundNo }
  | "refund_started" // written down, Alipay is asked: { refundNo, refundFen }
  | "refund_done" // as Alipay confirmed: { refundNo, refundFen }
  | "refund_failed" // { refundNo, refundFen, code }
  | "card_credited" // the buyer's bank has booked a refund: { refundNo, refundFen where it says so }
  | "card_refused" // the card did not take it, Alipay's balance has it: { refundNo }
  | "completed"
  | "data_erased"; // the owner erased the buyer's personal data

export type Actor = "buyer" | "owner" | "worker" | "alipay";

export type OrderEventInput = { orderId: string; kind: OrderEventKind; actor: Actor; detail?: Record<string, string>; at: Date };

/** Writes a line of the order's timeline, in the same transaction as the change that it records. */
export async function recordEvent(tx: Tx, { orderId, kind, actor, detail = {}, at }: OrderEventInput): Promise<void> {
  await tx.orderEvent.create({ data: { orderId, kind, actor, detail, createdAt: at } });
  afterCommit(tx, () => countOrderEvent(kind));
}

/** The same as part of a statement: lines in this order for each row of `from` (its column: id, of an order). */
export function eventsOf(from: Prisma.Sql, events: readonly Omit<OrderEventInput, "orderId" | "at">[], at: Date): Prisma.Sql {
  const lines = events.map(({ kind, actor, detail = {} }) => ({ kind, actor, detail }));
  return Prisma.sql`
    INSERT INTO order_events (order_id, kind, actor, detail, created_at)
    SELECT it.id, e.line->>'kind', e.line->>'actor', e.line->'detail', ${at}
    FROM ${from} it, jsonb_array_elements(${JSON.stringify(lines)}::jsonb) WITH ORDINALITY AS e(line, place) ORDER BY e.place`;
}
