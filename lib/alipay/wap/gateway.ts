import { contractIdentity } from "../contract-identity";
import { contractName } from "../contract-name";
import { encodeForm } from "../form";
import type { ConfirmAnswer, Gateway, PaymentRequest, StartedPayment } from "../gateway";
import { exchange } from "../http";
import { answerUnder, noticeUnder } from "../under-contract";
import { buildAuthUrl } from "./auth-request";
import type { WapConfig } from "./config";
import { buildCloseTrade, parseCloseAnswer } from "./mapi/close-trade";
import { buildNotifyVerify, parseNotifyVerify } from "./mapi/notify-verify";
import { buildRefund, parseRefundAnswer } from "./mapi/refund";
import { parseRefundNotification } from "./mapi/refund-notification";
import { mapiUrl } from "./mapi/request";
import { buildTradeQuery, parseTradeAnswer } from "./mapi/single-trade-query";
import { parseNotification } from "./notification";
import { parseReturn } from "./return";
import type { Params } from "./signing/security";
import { buildTokenRequest } from "./token-request";
import { parseTokenResponse } from "./token-response";

type Dependencies = {
  config: WapConfig;
  fetch: typeof fetch;
  now: () => Date;
  /** A new, unguessable number for each token request. */
  newReqId: () => string;
};

/** The token protocol behind the one interface: a contract, a network and a source of numbers, and nothing else. */
export function createWapGateway({ config, fetch, newReqId }: Dependencies): Gateway {
  const askMapi = (params: Params) => exchange({ fetch, url: mapiUrl(config.mapiGatewayUrl, params) }, config);
  const contract = contractName.wap(config);
  return {
    protocol: "wap-token",
    contract,
    identity: contractIdentity(contract, config),
    sellerId: config.sellerId,
    hasBill: false,
    answersForRefunds: false,
    asksBack: config.notifyVerify,
    startPayment: (request) => startPayment(config, fetch, request, newReqId()),
    async queryTrade(outTradeNo) {
      const answer = await askMapi(buildTradeQuery(config, outTradeNo));
      if (!answer.ok) return { kind: "unknown", detail: answer.detail };
      return answerUnder(contract, parseTradeAnswer(answer.text, outTradeNo, config.mapiKeys));
    },
    async closeTrade(outTradeNo) {
      const answer = await askMapi(buildCloseTrade(config, outTradeNo));
      return answer.ok ? parseCloseAnswer(answer.text) : { kind: "unknown", detail: answer.detail };
    },
    parseNotification: (body, contentType) => noticeUnder(contract, parseNotification(body, contentType, config.keys)),
    parseReturn: (search) => parseReturn(search, config.keys),
    async confirmNotification(notifyId): Promise<ConfirmAnswer> {
      if (!config.notifyVerify) return "confirmed";
      const answer = await askMapi(buildNotifyVerify(config.partner, notifyId));
      return answer.ok ? parseNotifyVerify(answer.text) : "unknown";
    },
    async refund(request) {
      const params = buildRefund(config, request);
      if (config.refundMode === "pwd") return { kind: "owner_must_confirm", url: mapiUrl(config.mapiGatewayUrl, params) };
      const answer = await askMapi(params);
      return answer.ok ? parseRefundAnswer(answer.text) : { kind: "unknown", detail: answer.detail };
    },
    queryRefund: async () => ({ kind: "not_supported" }),
    fetchBill: async () => ({ kind: "not_supported" }),
    parseRefundNotification: (body, contentType) => parseRefundNotification(body, contentType, config.mapiKeys),
  };
}

async function startPayment(
  config: WapConfig,
  fetch: Dependencies["fetch"],
  request: PaymentRequest,
  reqId: string,
): Promise<StartedPayment> {
  const form = encodeForm(buildTokenRequest(config, request, reqId));
  const answer = await exchange({ fetch, url: config.wapGatewayUrl, form }, config);
  if (!answer.ok) return { ok: false, kind: "unknown", detail: answer.detail };
  const token = parseTokenResponse(answer.text, { partner: config.partner, reqId, keys: config.keys });
  if (token.kind === "token") return { ok: true, redirectUrl: buildAuthUrl(config, token.requestToken) };
  return { ok: false, ...token };
}
