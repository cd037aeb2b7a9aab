import type { Broken, Facts, InvariantCode } from "@/lib/shop/invariants/invariant";

const orderNo = "2611220900001";
const tradeNo = "2026112222001400000000000001";
const at = "2026-11-22T01:00:00+00:00";
const product = { productId: 7, title: "龙井茶", variantName: "250g", stock: 1, reserved: 2, sold: 3 };
const stuck = { subject: "RF000000000000000001", orderNo, tradeNo, since: at };

/** One row that breaks each invariant, as the database gives it. */
const SAMPLES: Facts = {
  paid_order_without_its_money: { orderNo, status: "PAID", totalFen: 1980, settledFen: 0 },
  settled_money_of_unpaid_order: { tradeNo, orderNo: null, status: null, amountFen: 1980 },
  refunded_order_with_money_left: { orderNo, totalFen: 1980, refundedFen: 480 },
  unpaid_order_with_time_of_payment: { orderNo },
  held_money_unseen: { tradeNo, orderNo: null, leftFen: 1980 },
  two_open_attempts: { orderNo, attempts: 2 },
  attempt_differs_from_payments: { orderNo, outTradeNo: "X261122090000123456789012", attemptStatus: "PAID", payments: 0 },
  order_sum_differs: {
    orderNo,
    itemsFen: 1980,
    discountFen: 0,
    shippingFen: 800,
    totalFen: 2800,
    linesFen: 1980,
    adjustFen: 0,
    linesAdjustFen: 0,
  },
  terms_differ_from_changes: { orderNo, totalFen: 1980, changedFen: 1880 },
  lines_differ_from_changes: { orderNo, title: null, adjustFen: 800, changedFen: 700 },
  overtaken_change_unseen: { orderNo, paidFen: 1980, wantedFen: 1500 },
  change_of_settled_order_waits: { orderNo, status: "PAID", isChanging: false, waiting: 1 },
  order_discount_differs: { orderNo, status: "CLOSED", discountFen: 500, partsFen: 500, sharesFen: 499 },
  coupon_uses_differ: { code: "SAVE5", used: 2, held: 1 },
  counters_differ_from_ledger: {
    ...{ tradeNo, orderNo, amountFen: 1980, refundingFen: 480, refundedFen: 480 },
    ...{ ledgerFen: 1980, ledgerRefundingFen: 480, ledgerRefundedFen: 0 },
  },
  refund_sums_differ: { tradeNo, orderNo, refundingFen: 480, refundedFen: 0, promisedFen: 960, doneFen: 480 },
  more_refunded_than_paid: { tradeNo, orderNo, amountFen: 1980, refundingFen: 1981 },
  more_freight_refunded_than_paid: { tradeNo, orderNo, shippingFen: 800, freightFen: 801 },
  refund_unwatched: { refundNo: stuck.subject, orderNo, status: "PENDING" },
  refund_of_no_day: { refundNo: "RF1", orderNo, amountFen: 480 },
  stock_differs_from_ledger: { ...product, ledgerStock: 4, ledgerReserved: 5, ledgerSold: 6 },
  stock_below_zero: { ...product, stock: -1 },
  order_with_wrong_goods: { orderNo, status: "CLOSED", title: "龙井茶", quantity: 1, reserved: 1, sold: 0 },
  order_sent_without_parcel: { orderNo, status: "SHIPPED", parcels: 0 },
  more_sent_than_ordered: { orderNo, title: "龙井茶", quantity: 1, sent: 2 },
  unsent_pieces_differ: { orderNo, status: "SHIPPED", unsentPieces: 0, leftPieces: 1 },
  timeline_ends_elsewhere: { orderNo, status: "PAID", timelineStatus: null },
  forbidden_move: { orderNo, from: null, to: "PAID" },
  order_stuck_unseen: stuck,
  refund_stuck_unseen: stuck,
  reported_refund_stuck_unseen: { ...stuck, orderNo: null },
  report_stuck_unseen: { subject: "2026-11-21", orderNo: null, tradeNo: null, since: at },
  overdue: { table: "orders", key: "0b0f", orderNo, dueAt: at },
};

/** Each invariant broken once. */
export const ALL_BROKEN: Broken[] = (Object.keys(SAMPLES) as InvariantCode[]).map(
  (code) => ({ code, count: 1, examples: [SAMPLES[code]] }) as Broken,
);
