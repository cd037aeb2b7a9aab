import { seeOther } from "../cashier/page";
import { notFoundPage, systemErrorPage } from "../cashier/result-views";
import { underFaults } from "../faults/answer-faults";
import { takeFault, type Where } from "../faults/take-fault";
import { readFormBody } from "../http/form-body";
import type { Batch } from "../ledger/types";
import { beginBatch } from "../trades/begin-batch";
import { PAY_PASSWORD } from "../trades/buyers";
import { tradeByTradeNo } from "../trades/standing";
import type { World } from "../world/world";
import { batchDonePage, batchPage } from "./refund-views";

/** `/refund/TOKEN` shows a batch of refunds to the seller, on any kind of browser; `/confirm` below it takes the password. */
export async function refundPage(world: World, request: Request, url: URL): Promise<Response> {
  const [, token = "", action = ""] = /^\/refund\/([0-9a-f]{32})(?:\/(confirm))?$/.exec(url.pathname) ?? [];
  const [batch] = token ? world.ledger.find("batch", "token", token) : [];
  if (!batch || request.method !== (action ? "POST" : "GET")) return notFoundPage();
  const outTradeNo = tradeByTradeNo(world, batch.records[0]?.tradeNo ?? "")?.outTradeNo ?? null;
  const where: Where = { channel: "cashier", service: `refund.${action || "page"}`, outTradeNo };
  const work = async () => (action ? confirm(world, request, { batch, where }) : show(batch));
  return underFaults(world, where, { signal: request.signal, systemError: systemErrorPage, work });
}

function show(batch: Batch): Response {
  return batch.begunAt ? batchDonePage(batch) : batchPage(batch);
}

async function confirm(world: World, request: Request, { batch, where }: { batch: Batch; where: Where }): Promise<Response> {
  const form = await readFormBody(request);
  const current = world.ledger.get("batch", batch.batchNo);
  if (!current || current.begunAt) return seeOther(`/refund/${batch.token}`);
  if (form?.get("password") !== PAY_PASSWORD) return batchPage(batch, { wrong: true });
  beginBatch(world, batch.batchNo, {
    afterMs: takeFault(world, where, ["refund-later"])?.delayMs,
    failsWith: takeFault(world, where, ["refund-fails"])?.code,
  });
  return seeOther(`/refund/${batch.token}`);
}
