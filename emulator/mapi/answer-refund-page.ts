import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import { seeOther } from "../cashier/page";
import { refusedBatchPage } from "../cashier/result-views";
import { randomHex } from "../plumbing/random";
import type { World } from "../world/world";
import { isOfToday, readBatch } from "./read-batch";

/**
 * refund_fastpay_by_platform_pwd: stores a batch of refunds and redirects the browser of the seller to the page that asks
 * for the password (docs/wire/alipay-wap.md §1.3). Until the refunds have begun, the same request redirects there again.
 */
export function answerRefundPage(world: World, params: ReadonlyMap<string, string>, keys: SecurityKeys): Response {
  const read = readBatch(world, params);
  if (!read.ok) return refusedBatchPage(read.code);
  const { batch } = read;
  const known = world.ledger.get("batch", batch.batchNo);
  if (known && (known.begunAt || known.detailData !== batch.detailData)) return refusedBatchPage("DUPLICATE_BATCH_NO");
  if (!known && !isOfToday(world, batch)) return refusedBatchPage("BATCH_NO_FORMAT_ERROR");
  const token = known?.token ?? randomHex(world.random, 32);
  world.ledger.put("batch", batch.batchNo, { ...batch, secId: keys.secId, token, createdAt: world.now(), begunAt: null });
  return seeOther(`/refund/${token}`);
}
