import { buildNotification as buildOpenApiNotification } from "@/lib/alipay/openapi/notification";
import { buildRefundNotification } from "@/lib/alipay/wap/mapi/refund-notification";
import { buildNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import type { SecurityKeys } from "@/lib/alipay/wap/security";
import { takeLies, withoutSign } from "../faults/take-tampering";
import type { Notice, OpenApiOrder, SecId, WapOrder } from "../ledger/types";
import { toldToApp } from "../reporting/report-openapi-trade";
import { toldTrade } from "../reporting/report-wap-trade";
import { mapiKeys, wapKeys, wrongKeys } from "../world/keys";
import type { World } from "../world/world";
import { noticeAt } from "./notice-at";

/** The form body of a notice as it is sent now: the event's facts, and the time of this send. */
export function writeNotice(world: World, notice: Notice): string {
  const order = world.ledger.get("order", notice.outTradeNo);
  if (!order) throw new Error("a notice without its order");
  const { form, isSigned } = formOf(world, notice, order);
  return isSigned ? form : withoutSign(form);
}

type Form = { form: string; isSigned: boolean };

function formOf(world: World, notice: Notice, order: WapOrder | OpenApiOrder): Form {
  if (notice.batchNo !== null) return batchForm(world, notice, notice.batchNo);
  return order.protocol === "openapi" ? openApiForm(world, notice, order) : wapForm(world, notice, order.secId);
}

function wapForm(world: World, notice: Notice, secId: SecId): Form {
  const told = toldTrade(world, notice.trade, { where: noticeAt(notice), keys: wapKeys(world, secId) });
  const data = writeNotifyData(told.record, { notifyId: notice.notifyId, notifyTime: world.now() });
  return { form: buildNotification(data, told.keys), isSigned: told.isSigned };
}

function openApiForm(world: World, notice: Notice, order: OpenApiOrder): Form {
  const told = toldToApp(world, notice.trade, { where: noticeAt(notice), order, outBizNo: notice.outBizNo });
  const form = buildOpenApiNotification(told.record, { notifyId: notice.notifyId, notifyTime: world.now() }, told.contract);
  return { form, isSigned: told.isSigned };
}

/** The notice of a batch of refunds is of MAPI, and tells of nothing but the batch (alipay-wap §1.3). */
function batchForm(world: World, notice: Notice, batchNo: string): Form {
  const batch = world.ledger.get("batch", batchNo);
  if (!batch) throw new Error("a notice without its batch");
  const lies = takeLies(world, noticeAt(notice), ["amount"]);
  const right = mapiKeys(world, batch.secId);
  const keys: SecurityKeys = lies.signature === "wrong" ? wrongKeys(world, right) : right;
  const refunds = batch.records.map(({ tradeNo, amountFen, code }) => ({
    tradeNo,
    amountFen: lies.amountFen ?? amountFen,
    code: code ?? "SYSTEM_ERROR",
  }));
  const form = buildRefundNotification({ batchNo, refunds }, { notifyId: notice.notifyId, notifyTime: world.now() }, keys);
  return { form, isSigned: lies.signature !== "none" };
}
