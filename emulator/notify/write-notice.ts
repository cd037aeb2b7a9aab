import { buildNotification as buildOpenApiNotification } from "@/lib/alipay/openapi/notification";
import { buildRefundNotification } from "@/lib/alipay/wap/mapi/refund-notification";
import { buildNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import { takeTampering, withoutSign } from "../faults/take-tampering";
import type { Notice, OpenApiOrder, SecId, WapOrder } from "../ledger/types";
import { reportOpenApiTrade } from "../reporting/report-openapi-trade";
import { reportWapTrade } from "../reporting/report-wap-trade";
import { mapiKeys, wapKeys, wrongKeys } from "../world/keys";
import type { World } from "../world/world";
import { noticeAt } from "./notice-at";

/** The form body of a notice: the facts at the time of the event, and the time of this send. */
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
  const reported = reportWapTrade(world, notice.trade, { where: noticeAt(notice), keys: wapKeys(world, secId) });
  const data = writeNotifyData(reported.record, { notifyId: notice.notifyId, notifyTime: world.now() });
  return { form: buildNotification(data, reported.keys), isSigned: reported.isSigned };
}

function openApiForm(world: World, notice: Notice, order: OpenApiOrder): Form {
  const reported = reportOpenApiTrade(world, notice.trade, { where: noticeAt(notice), order, outBizNo: notice.outBizNo });
  const form = buildOpenApiNotification(reported.record, { notifyId: notice.notifyId, notifyTime: world.now() }, reported.contract);
  return { form, isSigned: reported.isSigned };
}

/** The notice of a batch of refunds belongs to MAPI and reports only the batch (docs/wire/alipay-wap.md §1.3). */
function batchForm(world: World, notice: Notice, batchNo: string): Form {
  const batch = world.ledger.get("batch", batchNo);
  if (!batch) throw new Error("a notice without its batch");
  const tampering = takeTampering(world, noticeAt(notice), ["amount"]);
  const right = mapiKeys(world, batch.secId);
  const keys: SecurityKeys = tampering.signature === "wrong" ? wrongKeys(world, right) : right;
  const refunds = batch.records.map(({ tradeNo, amountFen, code }) => ({
    tradeNo,
    amountFen: tampering.amountFen ?? amountFen,
    code: code ?? "SYSTEM_ERROR",
  }));
  const form = buildRefundNotification({ batchNo, refunds }, { notifyId: notice.notifyId, notifyTime: world.now() }, keys);
  return { form, isSigned: tampering.signature !== "none" };
}
