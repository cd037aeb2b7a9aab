// The oracle: Alipay's ledger beside the shop's books. It shares no line with the shop's own invariants.

/** A trade at the gateway; sums in fen. */
export type LedgerTrade = { outTradeNo: string; tradeNo: string | null; totalFen: number; isPaid: boolean; refundedFen: number };

export type BookedPayment = {
  tradeNo: string;
  outTradeNo: string;
  amountFen: number;
  refundedFen: number;
  disposition: "settled" | "held";
  orderId: string | null;
  orderStatus: string | null;
  /** Whether the owner was told of it: a discrepancy of its trade, open or resolved. */
  isTold: boolean;
};

/** What still waits for something, in words. */
export type Books = { trades: LedgerTrade[]; payments: BookedPayment[]; waiting: string[] };

export type Verdict = {
  paidTrades: number;
  paidFen: number;
  paidOrders: number;
  refunded: number;
  held: number;
  /** Each in a sentence. */
  lost: string[];
  doubled: string[];
  waiting: string[];
};

const KEPT = new Set(["PAID", "SHIPPED", "COMPLETED"]);

/** Every yuan at the gateway is a paid order, a completed refund, or something that the owner was told of; and nothing waits. */
export function judge({ trades, payments, waiting }: Books): Verdict {
  const verdict: Verdict = { paidTrades: 0, paidFen: 0, paidOrders: 0, refunded: 0, held: 0, lost: [], doubled: [], waiting };
  const booked = new Map(payments.map((payment) => [payment.tradeNo, payment]));
  for (const trade of trades.filter(({ isPaid }) => isPaid)) {
    verdict.paidTrades++;
    verdict.paidFen += trade.totalFen;
    judgeTrade(verdict, trade, booked.get(trade.tradeNo ?? ""));
  }
  const paid = new Set(trades.filter(({ isPaid }) => isPaid).map(({ tradeNo }) => tradeNo));
  for (const { tradeNo } of payments) if (!paid.has(tradeNo)) verdict.doubled.push(`${tradeNo} is booked and was never paid`);
  const settled = payments.filter(({ disposition, orderId }) => disposition === "settled" && orderId).map(({ orderId }) => orderId);
  for (const orderId of new Set(settled.filter((one, at) => settled.indexOf(one) !== at)))
    verdict.doubled.push(`the order ${orderId} is paid more than once`);
  return verdict;
}

function judgeTrade(verdict: Verdict, trade: LedgerTrade, payment: BookedPayment | undefined): void {
  const { outTradeNo, totalFen, refundedFen } = trade;
  if (!payment) return void verdict.lost.push(`${outTradeNo} is paid and is not in the books`);
  if (payment.amountFen !== totalFen) verdict.lost.push(`${outTradeNo} is booked with ${payment.amountFen} instead of ${totalFen} fen`);
  if (payment.refundedFen < refundedFen)
    verdict.lost.push(`of ${outTradeNo} went back ${refundedFen}, booked are ${payment.refundedFen} fen`);
  if (payment.refundedFen > refundedFen)
    verdict.doubled.push(`of ${outTradeNo} went back ${refundedFen}, and the books say ${payment.refundedFen} fen`);
  const isBack = refundedFen === totalFen;
  if (payment.disposition === "held") {
    verdict.held++;
    if (!isBack && !payment.isTold) verdict.lost.push(`${outTradeNo} is held and the owner was not told`);
  } else if (!isBack && !KEPT.has(payment.orderStatus ?? ""))
    verdict.lost.push(`${outTradeNo} is paid, and its order is ${payment.orderStatus}`);
  if (isBack) verdict.refunded++;
  else if (payment.disposition === "settled") verdict.paidOrders++;
}
