import { parseAmount } from "@/lib/alipay/amount";
import { DEPOSIT_BACK_OPTION, refundFields } from "@/lib/alipay/openapi/refund";
import { type ApiFields, fieldText } from "@/lib/alipay/openapi/response";
import { ConnectionReset } from "../faults/answer-faults";
import { takeFault } from "../faults/take-fault";
import type { Trade } from "../ledger/types";
import { maskAccount } from "../trades/buyers";
import { type RefundOrder, refundableFen, refundOf, refundsOf, refundTrade } from "../trades/refund-trade";
import { waitWithRefund } from "../trades/wait-with-refund";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { refuse, type SubCode } from "./refuse";
import { noTrade, numbersOf, tradeOf } from "./trade-of";

const MIN_GAP_MS = 3_000;

type Problem = { subCode: SubCode; detail?: string };

/**
 * alipay.trade.refund (docs/wire/alipay-openapi.md §1.5): each out_request_no is refunded once; a repeated request is
 * answered with fund_change=N. `refund_fee` is the total refunded of the trade so far, refunds under way included.
 */
export function answerRefund(world: World, { request: { bizContent }, where }: MethodCall): ApiFields {
  const trade = tradeOf(world, bizContent);
  if (!trade) return noTrade(bizContent);
  const refuseWith = ({ subCode, detail }: Problem) => refuse(subCode, { detail, echo: numbersOf(trade) });
  const totalFen = world.ledger.get("order", trade.outTradeNo)?.totalFen ?? 0;
  const read = readRefund(bizContent, { trade, totalFen });
  if (!("requestNo" in read)) return refuseWith(read.problem);
  const { depositBack } = stateOf(world.ledger).settings;
  const requested = asksForDepositBack(bizContent) && depositBack !== "none" ? { ...read, depositBack } : read;
  const answer = (totalRefundedFen: number, at: Date, fundChange: boolean) =>
    refundFields({ ...trade, buyerLogonId: maskAccount(trade.buyer.email), buyerId: trade.buyer.id }, { totalRefundedFen, at, fundChange });
  const known = refundOf(world, trade.outTradeNo, requested.requestNo);
  if (known && known.amountFen !== requested.amountFen) return refuseWith({ subCode: "ACQ.DISCORDANT_REPEAT_REQUEST" });
  const leftFen = refundableFen(world, trade);
  if (known && known.status !== "failed") return answer(totalFen - leftFen, known.refundedAt ?? known.requestedAt, false);
  const problem = problemOf(world, trade, requested.amountFen);
  if (problem) return refuseWith(problem);
  const waiting = takeFault(world, where, ["process-later"]);
  if (waiting) {
    waitWithRefund(world, { kind: "refund", outTradeNo: trade.outTradeNo, requested }, waiting.delayMs);
    throw new ConnectionReset();
  }
  const refund = refundTrade(world, trade, requested, {
    afterMs: takeFault(world, where, ["refund-later"])?.delayMs,
    failsWith: takeFault(world, where, ["refund-fails"])?.code,
  });
  if (!refund) throw new Error("a refund without a problem was not made");
  return answer(totalFen - leftFen + refund.amountFen, refund.refundedAt ?? refund.requestedAt, refund.status === "refunded");
}

/** Without out_request_no only a full refund is possible, once; out_trade_no is then its number. */
function readRefund(bizContent: ApiFields, { trade, totalFen }: { trade: Trade; totalFen: number }): RefundOrder | { problem: Problem } {
  const amountFen = parseAmount(fieldText(bizContent, "refund_amount"));
  if (amountFen === null) return { problem: { subCode: "ACQ.INVALID_PARAMETER", detail: "refund_amount" } };
  const given = fieldText(bizContent, "out_request_no");
  if (given.length > 64) return { problem: { subCode: "ACQ.INVALID_PARAMETER", detail: "out_request_no" } };
  if (!given && amountFen !== totalFen) return { problem: { subCode: "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL" } };
  return {
    requestNo: given || trade.outTradeNo,
    outBizNo: given || trade.tradeNo,
    amountFen,
    reason: fieldText(bizContent, "refund_reason") || null,
    by: "openapi",
  };
}

function asksForDepositBack({ query_options: options }: ApiFields): boolean {
  return Array.isArray(options) && options.includes(DEPOSIT_BACK_OPTION);
}

function problemOf(world: World, trade: Trade, amountFen: number): Problem | null {
  if (trade.status === "WAIT_BUYER_PAY") return { subCode: "ACQ.TRADE_STATUS_ERROR" };
  if (trade.status === "TRADE_CLOSED") return { subCode: "ACQ.TRADE_HAS_CLOSE" };
  if (trade.status === "TRADE_FINISHED") return { subCode: "ACQ.TRADE_HAS_FINISHED" };
  if (amountFen > refundableFen(world, trade)) return { subCode: "ACQ.REASON_TRADE_REFUND_FEE_ERR" };
  const latest = Math.max(0, ...refundsOf(world, trade.outTradeNo).map(({ requestedAt }) => requestedAt.getTime()));
  // Alipay has this rule, but which code it answers is not documented; this one is a guess.
  return world.now().getTime() - latest < MIN_GAP_MS ? { subCode: "ACQ.SYSTEM_ERROR" } : null;
}
