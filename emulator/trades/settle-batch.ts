import type { Refund } from "../ledger/types";
import type { World } from "../world/world";
import { raiseBatchNotice } from "./raise-notice";
import { tradeByTradeNo } from "./standing";

/** Records in the batch how one of its refunds has ended, and notifies the merchant after the last one. */
export function settleBatch(world: World, refund: Refund, at: Date): void {
  const batch = world.ledger.get("batch", refund.requestNo);
  const tradeNo = world.ledger.get("trade", refund.outTradeNo)?.tradeNo;
  if (!batch) throw new Error("a refund without its batch");
  const code = refund.failsWith ?? "SUCCESS";
  const records = batch.records.map((record) => (record.tradeNo === tradeNo ? { ...record, code } : record));
  world.ledger.put("batch", batch.batchNo, { ...batch, records });
  notifyBatchEnd(world, batch.batchNo, at);
}

/** Makes the notice of a batch, once every record has a result. */
export function notifyBatchEnd(world: World, batchNo: string, at: Date): void {
  const batch = world.ledger.get("batch", batchNo);
  if (!batch || batch.records.some(({ code }) => code === null)) return;
  const trade = batch.records.map(({ tradeNo }) => tradeByTradeNo(world, tradeNo)).find((known) => known !== undefined);
  if (trade) raiseBatchNotice(world, { batch, trade, at });
}
