import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { completeRefund } from "../settle-refund";
import { bookReportedSum } from "./book-reported-sum";

/**
 * not_done: Alipay has not done it so far, and the identical request may be sent again. unexplained: so it seems, but more of the
 * trade has gone back than our books explain, and this refund may be among it: the identical request may be sent again, and nobody
 * may take the refund for undone by Alipay's word alone.
 */
export type RefundTruth = "done" | "not_done" | "unexplained" | "unknown";

/**
 * Asks Alipay how a refund stands, under the contract of its payment, and books it when it is done. The current protocol answers for the refund itself; in
 * the token protocol only the trade's own sum tells (docs/wire/alipay-wap.md §1.3).
 */
export async function askAboutRefund(shop: Shop, refundId: bigint): Promise<RefundTruth> {
  const refund = await shop.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: {
      outRequestNo: true,
      amountFen: true,
      paymentId: true,
      payment: { select: { outTradeNo: true, tradeNo: true, contract: true, amountFen: true } },
    },
  });
  const { contract, amountFen: _, ...trade } = refund.payment;
  const answer = await shop.gateways.of(contract).queryRefund({ ...trade, outRequestNo: refund.outRequestNo });
  if (answer.kind === "not_supported") return askAboutTrade(shop, { id: refundId, ...refund });
  if (answer.kind === "not_refunded") return "not_done";
  if (answer.kind === "unknown" || answer.amountFen !== refund.amountFen) {
    shop.log.warn({ outRequestNo: refund.outRequestNo, answer }, "the answer about a refund is not known, or is about another sum");
    return "unknown";
  }
  const isDone = await shop.db.$transaction((tx) => completeRefund(tx, shop, refundId, answer.at));
  return isDone ? "done" : "unknown";
}

type PaidTrade = { outTradeNo: string; tradeNo: string; contract: string };
type TradeRefund = { id: bigint; paymentId: bigint; payment: PaidTrade & { amountFen: number } };

async function askAboutTrade(shop: Shop, { id, paymentId, payment }: TradeRefund): Promise<RefundTruth> {
  const reported = await askRefundedSum(shop, payment);
  if (!reported) return "unknown";
  // A sum above what was paid is shown to the owner and explains nothing: ours may be in it.
  const isExplained = (await bookReportedSum(shop, paymentId, reported)) && reported.feeFen <= payment.amountFen;
  const { status } = await shop.db.refund.findUniqueOrThrow({ where: { id }, select: { status: true } });
  if (status === "DONE") return "done";
  return isExplained ? "not_done" : "unexplained";
}

/** Whether Alipay says that a trade gives nothing back any more: all has gone back, or the time for refunds is over. */
export async function isTradeOver(shop: Shop, { outTradeNo, tradeNo, contract }: PaidTrade): Promise<boolean> {
  const answer = await shop.gateways.of(contract).queryTrade(outTradeNo);
  if (answer.kind !== "trade" || answer.trade.tradeNo !== tradeNo) return false;
  return answer.trade.status === "TRADE_CLOSED" || answer.trade.status === "TRADE_FINISHED";
}

/** All that Alipay has given back of a trade so far, in fen, by its own answer; null when that is not known. */
export async function askRefundedSum(
  shop: Shop,
  { outTradeNo, tradeNo, contract }: PaidTrade,
): Promise<{ feeFen: number; at: Date | null } | null> {
  const answer = await shop.gateways.of(contract).queryTrade(outTradeNo);
  if (answer.kind !== "trade" || answer.trade.tradeNo !== tradeNo) return null;
  const { refund } = answer.trade;
  if (!refund) return { feeFen: 0, at: null };
  return refund.feeFen === null ? null : { feeFen: refund.feeFen, at: refund.at };
}
