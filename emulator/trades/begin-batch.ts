import type { BatchRecord } from "../ledger/types";
import type { World } from "../world/world";
import { type RefundCourse, refundableFen, refundTrade } from "./refund-trade";
import { notifyBatchEnd } from "./settle-batch";
import { tradeByTradeNo } from "./standing";

/**
 * Begins the refunds of a stored batch. A refund that cannot be made is recorded with its reason; the notice follows when
 * all have ended.
 */
export function beginBatch(world: World, batchNo: string, course: RefundCourse): void {
  const batch = world.ledger.get("batch", batchNo);
  if (!batch) throw new Error("no such batch");
  const now = world.now();
  const records = batch.records.map((record) => ({ ...record, code: problemOf(world, record) }));
  world.ledger.put("batch", batchNo, { ...batch, records, begunAt: now });
  const possible = records.filter(({ code }) => code === null);
  for (const record of possible) {
    const trade = tradeByTradeNo(world, record.tradeNo);
    const requested = { requestNo: batchNo, outBizNo: batchNo, amountFen: record.amountFen, reason: record.reason, by: "batch" as const };
    if (!trade || !refundTrade(world, trade, requested, course)) throw new Error("a refund without a problem was not made");
  }
  if (possible.length === 0) notifyBatchEnd(world, batchNo, now);
}

/** Why a record of a batch cannot be refunded (docs/wire/alipay-wap.md §5), or null. */
function problemOf(world: World, { tradeNo, amountFen }: BatchRecord): string | null {
  const trade = tradeByTradeNo(world, tradeNo);
  if (!trade) return "NOT_THIS_PARTNERS_TRADE";
  if (trade.status === "TRADE_CLOSED") return "TRADE_HAS_CLOSED";
  if (trade.status !== "TRADE_SUCCESS") return "TRADE_STATUS_ERROR";
  return amountFen > refundableFen(world, trade) ? "REASON_TRADE_REFUND_FEE_ERR" : null;
}
