import { buildDepositBack } from "@/lib/alipay/openapi/deposit-back";
import { buildNotification as buildOpenApiNotification } from "@/lib/alipay/openapi/notification";
import { buildRefundNotification } from "@/lib/alipay/wap/mapi/refund-notification";
import { buildNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import { takeTampering, withoutSign } from "../faults/take-tampering";
import type { Notice, OpenApiOrder, SecId, WapOrder } from "../ledger/types";
import { reportOpenApiTrade } from "../reporting/report-openapi-trade";
import { reportWapTrade } from "../reporting/report-wap-trade";
import { refundOf } from "../trades/refund-trade";
import { appContract, mapiKeys, wapKeys, wrongContract, wrongKeys } from "../world/keys";
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
  if (notice.event === "deposit_back") return depositBackForm(world, notice);
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

/** The message about a refund to a card is the app's, not the trade's; where the bank refuses it, it names no sum (docs/wire/alipay-openapi.md §3.1). */
function depositBackForm(world: World, notice: Notice): Form {
  const { outTradeNo, tradeNo } = notice.trade;
  const outRequestNo = notice.outBizNo ?? "";
  const refund = refundOf(world, outTradeNo, outRequestNo);
  if (!refund?.depositBack) throw new Error("a message about a refund to a card without that refund");
  const tampering = takeTampering(world, noticeAt(notice), ["app"]);
  const right = appContract(world, { usesCertificates: false });
  const contract = tampering.signature === "wrong" ? wrongContract(world, right) : right;
  const amountFen = refund.depositBack === "done" ? refund.amountFen : null;
  const told = { outTradeNo, tradeNo, outRequestNo, outcome: refund.depositBack, amountFen, at: notice.createdAt, expectedAt: null };
  const sent = { notifyId: notice.notifyId, notifyTime: world.now() };
  return {
    form: buildDepositBack(told, sent, { ...contract, appId: tampering.appId ?? contract.appId }),
    isSigned: tampering.signature !== "none",
  };
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
