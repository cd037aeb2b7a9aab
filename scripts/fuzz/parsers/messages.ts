// The readers of Alipay's messages: of what they take it is known who signed it, since nothing else was signed with these keys.
import { newAppWorld, OPENAPI_NOTICE, paidRecord, SELLER_ID } from "@/lib/alipay/fixtures/app-contract";
import { NOTICE, newContract, PARTNER, paidTrade } from "@/lib/alipay/fixtures/contract";
import { buildBillFile } from "@/lib/alipay/openapi/bill/bill-file";
import { billFields, readBillAnswer } from "@/lib/alipay/openapi/bill-query";
import { buildNotification as buildAppNotice, parseNotification as parseAppNotice } from "@/lib/alipay/openapi/notification";
import { readRefundAnswer, refundFields } from "@/lib/alipay/openapi/refund";
import { buildResponse, parseResponse } from "@/lib/alipay/openapi/response";
import { buildReturn as buildAppReturn, parseReturn as parseAppReturn } from "@/lib/alipay/openapi/return";
import { readQueryAnswer } from "@/lib/alipay/openapi/trade-query";
import { queryFields } from "@/lib/alipay/openapi/trade-record";
import { buildRefundNotification, parseRefundNotification } from "@/lib/alipay/wap/mapi/refund-notification";
import { buildTradeAnswer, parseTradeAnswer } from "@/lib/alipay/wap/mapi/single-trade-query";
import { buildNotification, parseNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import { buildReturn, parseReturn } from "@/lib/alipay/wap/return";
import { buildTokenResponse, parseTokenResponse } from "@/lib/alipay/wap/token-response";
import { isSame, mustHold, type Target } from "./target";

const FORM = "application/x-www-form-urlencoded";
const MOST = 65_536;

/** A reader of one genuine message: whatever it takes must say what that one says. */
function only<Result>(
  name: string,
  genuine: string,
  read: (bytes: Buffer) => Result | Promise<Result>,
  isTaken: (result: Result) => boolean,
): Target {
  const seed = Buffer.from(genuine, "utf8");
  let truth: Result | undefined;
  return {
    name,
    seeds: [seed],
    mostBytes: MOST,
    async read(bytes) {
      truth ??= await read(seed);
      mustHold(isTaken(truth), "the genuine one is taken");
      const result = await read(bytes);
      if (isTaken(result)) mustHold(isSame(result, truth), "what is taken says what the genuine one says");
    },
  };
}

export function messageTargets(): { targets: Target[]; samples: Buffer[]; xml: Buffer[]; json: Buffer[]; bill: Buffer } {
  const rsa = newContract("0001");
  const md5 = newContract("MD5");
  const { contract, config } = newAppWorld();
  const findKey = () => (config.trust.mode === "key" ? config.trust.alipayPublicKey : null);
  const keys = { appId: config.appId, findKey };
  const at = new Date("2026-11-22T06:49:28Z");
  const record = paidRecord();
  const data = writeNotifyData(paidTrade(), NOTICE);
  const batch = { batchNo: "20261122R1234", refunds: [{ tradeNo: "2026112200001", amountFen: 500, code: "SUCCESS" }] };
  const answers = {
    query: buildResponse(contract, "alipay.trade.query", queryFields(record)),
    refund: buildResponse(contract, "alipay.trade.refund", refundFields(record, { totalRefundedFen: 500, at, fundChange: true })),
    bill: buildResponse(
      contract,
      "alipay.data.dataservice.bill.downloadurl.query",
      billFields({ url: "http://gateway.test/bill/1", isEmpty: false }),
    ),
  };
  const response = (method: string) => (bytes: Buffer) => parseResponse(bytes.toString("utf8"), { method, findKey, aesKey: null });
  const isOk = ({ ok }: { ok: boolean }) => ok;
  const targets = [
    ...[md5, rsa].flatMap(({ gateway, merchant }) => {
      const { secId } = gateway;
      const asked = { partner: PARTNER, reqId: "r1", keys: merchant };
      return [
        only(`notices, ${secId}`, buildNotification(data, gateway), (bytes) => parseNotification(bytes, FORM, merchant), isOk),
        only(`returns, ${secId}`, buildReturn(paidTrade(), gateway), (bytes) => parseReturn(bytes.toString("utf8"), merchant), isOk),
        only(
          `batches of refunds, ${secId}`,
          buildRefundNotification(batch, NOTICE, gateway),
          (bytes) => parseRefundNotification(bytes, FORM, merchant),
          isOk,
        ),
        only(
          `tokens, ${secId}`,
          buildTokenResponse(asked, "20261122token", gateway),
          (bytes) => parseTokenResponse(bytes.toString("utf8"), asked),
          ({ kind }) => kind === "token",
        ),
        only(
          `answers about trades, ${secId}`,
          buildTradeAnswer(paidTrade(), [["service", "single_trade_query"]], gateway),
          (bytes) => parseTradeAnswer(bytes.toString("utf8"), paidTrade().outTradeNo, merchant),
          ({ kind }) => kind === "trade",
        ),
      ];
    }),
    only("notices, RSA2", buildAppNotice(record, OPENAPI_NOTICE, contract), (bytes) => parseAppNotice(bytes, FORM, keys), isOk),
    only("returns, RSA2", buildAppReturn(record, at, contract), (bytes) => parseAppReturn(bytes.toString("utf8"), keys), isOk),
    only(
      "answers about trades, RSA2",
      answers.query,
      (bytes) => readQueryAnswer(response("alipay.trade.query")(bytes), { outTradeNo: record.outTradeNo, sellerId: SELLER_ID }),
      ({ kind }) => kind === "trade" || kind === "not_exist",
    ),
    only(
      "answers to refunds, RSA2",
      answers.refund,
      (bytes) => readRefundAnswer(response("alipay.trade.refund")(bytes), record),
      ({ kind }) => kind !== "unknown",
    ),
    only(
      "addresses of bills, RSA2",
      answers.bill,
      (bytes) => readBillAnswer(response("alipay.data.dataservice.bill.downloadurl.query")(bytes)),
      ({ kind }) => kind !== "unknown",
    ),
  ];
  const entry = {
    tradeNo: record.tradeNo,
    outTradeNo: record.outTradeNo,
    amountFen: 10_000,
    completedAt: at,
    subject: "茶",
    createdAt: at,
    buyer: "138****8000",
  };
  const bill = buildBillFile({
    sellerId: SELLER_ID,
    day: "2026-11-22",
    entries: [
      { ...entry, type: "payment", outRequestNo: null },
      { ...entry, type: "refund", outRequestNo: "R1", amountFen: 500 },
    ],
  });
  const isForm = ({ name }: Target) => /^(?:notices|returns|batches|tokens)/.test(name);
  const samples = targets.filter(isForm).flatMap(({ seeds }) => seeds);
  const trades = targets.filter(({ name }) => /^answers about trades, (?:MD5|0001)/.test(name)).flatMap(({ seeds }) => seeds);
  return { targets, samples, xml: [Buffer.from(data), ...trades], json: Object.values(answers).map((text) => Buffer.from(text)), bill };
}
