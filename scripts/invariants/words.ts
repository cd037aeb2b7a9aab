import type { WordsOfBroken } from "@/lib/shop/invariants/invariant";
import { formatFen } from "@/lib/shop/money";

const order = (no: string | null) => (no === null ? "no order" : `order ${no}`);

const sums = (paidFen: number, promisedFen: number, returnedFen: number) =>
  `${formatFen(paidFen)} paid, ${formatFen(promisedFen)} promised, ${formatFen(returnedFen)} given back`;
const goods = (of: { title: string; variantName: string }) => [of.title, of.variantName].filter(Boolean).join(" ");

/** What each invariant says, for a console. */
export const WORDS: WordsOfBroken = {
  paid_order_without_its_money: (of) =>
    `${order(of.orderNo)} is ${of.status} over ${formatFen(of.totalFen)}, and the money booked for it is ${formatFen(of.settledFen)}`,
  settled_money_of_unpaid_order: (of) =>
    `trade ${of.tradeNo}, ${formatFen(of.amountFen)}, is booked as paying ${order(of.orderNo)}, which is ${of.status ?? "not there"}`,
  refunded_order_with_money_left: (of) =>
    `${order(of.orderNo)} is closed as refunded over ${formatFen(of.totalFen)}, and ${formatFen(of.refundedFen)} went back`,
  unpaid_order_with_time_of_payment: (of) => `${order(of.orderNo)} is unpaid and has a time of payment`,
  held_money_unseen: (of) =>
    `trade ${of.tradeNo} (${order(of.orderNo)}): ${formatFen(of.leftFen)} pays nothing, goes nowhere, and nobody is told`,
  two_open_attempts: (of) => `${order(of.orderNo)} can be paid under ${of.attempts} numbers at once`,
  attempt_differs_from_payments: (of) =>
    `${order(of.orderNo)}: payment ${of.outTradeNo} is ${of.attemptStatus} and ${of.payments} payments are booked for it`,
  order_sum_differs: (of) =>
    `${order(of.orderNo)}: goods ${formatFen(of.itemsFen)} (its lines ${formatFen(of.linesFen)}), discounts ${formatFen(of.discountFen)}, changed by ${formatFen(of.adjustFen)} (its lines ${formatFen(of.linesAdjustFen)}), freight ${formatFen(of.shippingFen)}, total ${formatFen(of.totalFen)}`,
  order_discount_differs: (of) =>
    `${order(of.orderNo)} is ${of.status} with discounts of ${formatFen(of.discountFen)}; each of them together is ${formatFen(of.partsFen)}, its lines' shares ${formatFen(of.sharesFen)}, or it holds them where it should not`,
  coupon_uses_differ: (of) => `coupon ${of.code} counts ${of.used} uses, and ${of.held} orders hold it`,
  terms_differ_from_changes: (of) =>
    `${order(of.orderNo)} was changed to ${formatFen(of.changedFen)}, which is not what the next change began with; it costs ${formatFen(of.totalFen)}`,
  lines_differ_from_changes: (of) =>
    `${order(of.orderNo)}: ${of.title ?? "its freight"} differs by ${formatFen(of.adjustFen)} from what was placed, and its changes made ${formatFen(of.changedFen)} of that`,
  overtaken_change_unseen: (of) =>
    `${order(of.orderNo)} was paid with ${formatFen(of.paidFen)} before its owner could change it to ${formatFen(of.wantedFen)}, and nobody is told`,
  change_of_settled_order_waits: (of) =>
    `${order(of.orderNo)} is ${of.status}, ${of.isChanging ? "said" : "not said"} to be changing, and ${of.waiting} changes of it wait`,
  counters_differ_from_ledger: (of) =>
    `trade ${of.tradeNo} (${order(of.orderNo)}) counts ${sums(of.amountFen, of.refundingFen, of.refundedFen)}; the ledger says ${sums(of.ledgerFen, of.ledgerRefundingFen, of.ledgerRefundedFen)}`,
  refund_sums_differ: (of) =>
    `trade ${of.tradeNo} (${order(of.orderNo)}) counts ${formatFen(of.refundedFen)} given back of ${formatFen(of.refundingFen)} promised; its refunds say ${formatFen(of.doneFen)} of ${formatFen(of.promisedFen)}`,
  more_refunded_than_paid: (of) =>
    `trade ${of.tradeNo} (${order(of.orderNo)}) was paid with ${formatFen(of.amountFen)}, and ${formatFen(of.refundingFen)} is promised back`,
  more_freight_refunded_than_paid: (of) =>
    `trade ${of.tradeNo} (${order(of.orderNo)}) was paid with ${formatFen(of.shippingFen)} of freight, and ${formatFen(of.freightFen)} of freight is promised back`,
  refund_unwatched: (of) =>
    `refund ${of.refundNo} (${order(of.orderNo)}) is ${of.status}, and ${of.status === "PENDING" ? "nobody looks" : "somebody still looks"} after it`,
  refund_of_no_day: (of) =>
    `refund ${of.refundNo} (${order(of.orderNo)}) of ${formatFen(of.amountFen)} is done and has no time, so it is in no day's figures`,
  stock_differs_from_ledger: (of) =>
    `product ${of.productId} "${goods(of)}" has ${of.stock} in stock, ${of.reserved} reserved, ${of.sold} sold; its ledger says ${of.ledgerStock}, ${of.ledgerReserved}, ${of.ledgerSold}`,
  stock_below_zero: (of) => `product ${of.productId} "${goods(of)}" has ${of.stock} in stock, ${of.reserved} reserved, ${of.sold} sold`,
  order_with_wrong_goods: (of) =>
    `${order(of.orderNo)} is ${of.status} with ${of.quantity} × "${of.title}", of which ${of.reserved} are reserved and ${of.sold} sold`,
  order_sent_without_parcel: (of) => `${order(of.orderNo)} is ${of.status} and has ${of.parcels} parcels`,
  more_sent_than_ordered: (of) => `${order(of.orderNo)}: ${of.quantity} × "${of.title}" were ordered, and ${of.sent} are in its parcels`,
  unsent_pieces_differ: (of) =>
    `${order(of.orderNo)} is ${of.status} with ${of.unsentPieces} pieces still to send; by its parcels they are ${of.leftPieces}`,
  timeline_ends_elsewhere: (of) => `${order(of.orderNo)} is ${of.status}, and its timeline ends with ${of.timelineStatus ?? "nothing"}`,
  forbidden_move: (of) => `${order(of.orderNo)} went from ${of.from ?? "nothing"} to ${of.to}`,
  order_stuck_unseen: (of) => `${order(of.orderNo)} should have ended after ${of.since}, and the owner is not told`,
  refund_stuck_unseen: (of) => `refund ${of.subject} (${order(of.orderNo)}) is under way since ${of.since}, and the owner is not told`,
  reported_refund_stuck_unseen: (of) =>
    `what Alipay reported of a refund of trade ${of.tradeNo} at ${of.since} is not booked, and the owner is not told`,
  report_stuck_unseen: (of) => `${of.subject} is not compared with its bill, and the owner is not told`,
  overdue: (of) =>
    `${of.table} ${of.key} (${order(of.orderNo)}) was due at ${of.dueAt}: the worker stands still, or the gateway has not answered for long`,
};
