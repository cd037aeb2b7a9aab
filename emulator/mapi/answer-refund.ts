import { buildMapiFailure, buildMapiSuccess } from "@/lib/alipay/wap/mapi/answer";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import { ConnectionReset } from "../faults/answer-faults";
import { takeFault, type Where } from "../faults/take-fault";
import { beginBatch } from "../trades/begin-batch";
import { tradeByTradeNo } from "../trades/standing";
import { waitWithRefund } from "../trades/wait-with-refund";
import type { World } from "../world/world";
import { isOfToday, readBatch } from "./read-batch";

/**
 * refund_fastpay_by_platform_nopwd: accepts a batch of refunds and begins it (docs/wire/alipay-wap.md §1.3). T means
 * accepted, P that it takes longer; the notice of the batch reports how each refund ended. A batch_no is accepted once.
 */
export function answerRefund(
  world: World,
  params: ReadonlyMap<string, string>,
  { where, keys }: { where: Where; keys: SecurityKeys },
): string {
  const read = readBatch(world, params);
  if (!read.ok) return buildMapiFailure(read.code);
  const { batch } = read;
  if (world.ledger.get("batch", batch.batchNo)) return buildMapiFailure("DUPLICATE_BATCH_NO");
  if (!isOfToday(world, batch)) return buildMapiFailure("BATCH_NO_FORMAT_ERROR");
  if (batch.records.every(({ tradeNo }) => !tradeByTradeNo(world, tradeNo))) return buildMapiFailure("NOT_THIS_PARTNERS_TRADE");
  const now = world.now();
  const asked = { ...batch, secId: keys.secId, token: null, createdAt: now, begunAt: now };
  const waiting = takeFault(world, where, ["process-later"]);
  if (waiting) {
    waitWithRefund(world, { kind: "batch", batch: asked }, waiting.delayMs);
    throw new ConnectionReset();
  }
  const later = takeFault(world, where, ["refund-later"]);
  world.ledger.put("batch", batch.batchNo, asked);
  beginBatch(world, batch.batchNo, { afterMs: later?.delayMs, failsWith: takeFault(world, where, ["refund-fails"])?.code });
  return later ? buildMapiSuccess().replace("<is_success>T<", "<is_success>P<") : buildMapiSuccess();
}
