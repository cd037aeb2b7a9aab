import { contractIdentity } from "../contract-identity";
import { contractName } from "../contract-name";
import { encodeForm } from "../form";
import type { ConfirmAnswer, Gateway, PaymentRequest, StartedPayment } from "../gateway";
import { exchange } from "../http";
import { type OpenBlocks, openHere } from "../rsa";
import { answerUnder, noticeUnder } from "../under-contract";
import { buildAuthUrl } from "./auth-request";
import type { WapConfig } from "./config";
import { buildCloseTrade, parseCloseAnswer } from "./mapi/close-trade";
import { buildNotifyVerify, parseNotifyVerify } from "./mapi/notify-verify";
import { buildRefund, parseRefundAnswer } from "./mapi/refund";
import { parseRefundNotification } from "./mapi/refund-notification";
import { mapiUrl } from "./mapi/request";
import { buildTradeQuery, parseTradeAnswer } from "./mapi/single-trade-query";
import { parseNotificationBy } from "./notification";
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
  /** Decrypts what an RSA contract encrypts; `openHere`, on the event loop, unless something better is given. */
  open?: OpenBlocks;
};

/** The token protocol behind the one interface: a contract, a network and a source of numbers, and nothing else. */
export function createWapGateway({ config, fetch, newReqId, open = openHere }: Dependencies): Gateway {
  const askMapi = (params: Params) => exchange({ fetch, url: mapiUrl(config.mapiGatewayUrl, params) }, config);
  const contract = contractName.wap(config);
  return {
    protocol: "wap-token",
    contract,
    identity: contractIdentity(contract, config),
    sellerId: config.sellerId,
    hasComputerPage: false,
    hasBill: false,
    answersForRefunds: false,
    asksBack: config.notifyVerify,
    startPayment: (request) => startPayment({ config, fetch, open }, request, newReqId()),
    async queryTrade(outTradeNo) {
      const answer = await askMapi(await buildTradeQuery(config, outTradeNo));
      if (!answer.ok) return { kind: "unknown", detail: answer.detail };
      return answerUnder(contract, parseTradeAnswer(answer.text, outTradeNo, config.mapiKeys));
    },
    async closeTrade(outTradeNo) {
      const answer = await askMapi(await buildCloseTrade(config, outTradeNo));
      return answer.ok ? parseCloseAnswer(answer.text) : { kind: "unknown", detail: answer.detail };
    },
    parseNotification: async (body, contentType) => noticeUnder(contract, await parseNotificationBy(open, body, contentType, config.keys)),
    parseReturn: (search) => parseReturn(search, config.keys),
    async confirmNotification(notifyId): Promise<ConfirmAnswer> {
      if (!config.notifyVerify) return "confirmed";
      const answer = await askMapi(buildNotifyVerify(config.partner, notifyId));
      return answer.ok ? parseNotifyVerify(answer.text) : "unknown";
    },
    async refund(request) {
      const params = await buildRefund(config, request);
      if (config.refundMode === "pwd") return { kind: "owner_must_confirm", url: mapiUrl(config.mapiGatewayUrl, params) };
      const answer = await askMapi(params);
      return answer.ok ? parseRefundAnswer(answer.text) : { kind: "unknown", detail: answer.detail };
    },
    queryRefund: async () => ({ kind: "not_supported" }),
    fetchBill: async () => ({ kind: "not_supported" }),
    parseDepositBack: () => "not_supported",
    parseRefundNotification: (body, contentType) => parseRefundNotification(body, contentType, config.mapiKeys),
  };
}

async function startPayment(
  { config, fetch, open }: Required<Pick<Dependencies, "config" | "fetch" | "open">>,
  request: PaymentRequest,
  reqId: string,
): Promise<StartedPayment> {
  const form = encodeForm(await buildTokenRequest(config, request, reqId));
  const answer = await exchange({ fetch, url: config.wapGatewayUrl, form }, config);
  if (!answer.ok) return { ok: false, kind: "unknown", detail: answer.detail };
  const token = await parseTokenResponse(answer.text, { partner: config.partner, reqId, keys: config.keys }, open);
  if (token.kind === "token") return { ok: true, redirectUrl: await buildAuthUrl(config, token.requestToken) };
  return { ok: false, ...token };
}
