import { contractIdentity } from "../contract-identity";
import { contractName } from "../contract-name";
import { encodeForm } from "../form";
import type { Bill, Gateway } from "../gateway";
import { download, exchange } from "../http";
import { answerUnder, noticeUnder } from "../under-contract";
import { createAlipayKeys } from "./alipay-keys";
import { parseBillFile } from "./bill/bill-file";
import { BILL_METHOD, billContent, readBillAnswer } from "./bill-query";
import { CERTIFICATE_METHOD, certificateContent, readCertificate } from "./certificate-download";
import type { OpenApiConfig } from "./config";
import { parseDepositBack } from "./deposit-back";
import { parseNotification } from "./notification";
import { buildPayUrl } from "./page-pay";
import { REFUND_METHOD, readRefundAnswer, refundContent } from "./refund";
import { REFUND_QUERY_METHOD, readRefundQueryAnswer, refundQueryContent } from "./refund-query";
import { signRequest } from "./request";
import { type ApiAnswer, parseResponse } from "./response";
import { parseReturn } from "./return";
import { CLOSE_METHOD, closeContent, readCloseAnswer } from "./trade-close";
import { QUERY_METHOD, queryContent, readQueryAnswer } from "./trade-query";

/** A bill may be large; its address is good for 30 s. */
const BILL_LIMITS = { timeoutMs: 30_000, maxBytes: 32 * 1024 * 1024 };

/** What the current protocol is spoken with: a contract, a network and a clock. */
export type Dependencies = { config: OpenApiConfig; fetch: typeof fetch; now: () => Date };
type AskOptions = { notifyUrl?: string };
export type Ask = (method: string, bizContent: Record<string, unknown>, options?: AskOptions) => Promise<ApiAnswer>;

/** The current protocol behind the one interface: a contract, a network and a clock, and nothing else. */
export function createOpenApiGateway(dependencies: Dependencies): Gateway {
  return connect(dependencies).gateway;
}

/** The same, with the means to ask the gateway more than the interface has; both share what is known of Alipay's certificates. */
export function connect(dependencies: Dependencies): { gateway: Gateway; ask: Ask } {
  const { config, fetch, now } = dependencies;
  const { sellerId, appId } = config;
  const contract = contractName.openApi(config);
  const alipayKeys = createAlipayKeys(config, now);
  const callbackKeys = { appId, findKey: alipayKeys.find, bareKeys: config.trust.mode === "key" };
  const ask = asker(dependencies, alipayKeys);
  const gateway: Gateway = {
    protocol: "openapi",
    contract,
    identity: contractIdentity(contract, config),
    sellerId,
    hasComputerPage: config.computerPage ?? false,
    hasBill: true,
    answersForRefunds: true,
    asksBack: false,
    startPayment: async (request) => {
      const screen = config.computerPage ? (request.screen ?? "phone") : "phone";
      return { ok: true, redirectUrl: await buildPayUrl(config, { ...request, screen }, now()) };
    },
    queryTrade: async (outTradeNo) =>
      answerUnder(contract, readQueryAnswer(await ask(QUERY_METHOD, queryContent(outTradeNo)), { outTradeNo, sellerId })),
    closeTrade: async (outTradeNo) => readCloseAnswer(await ask(CLOSE_METHOD, closeContent(outTradeNo)), outTradeNo),
    parseNotification: async (body, contentType) => noticeUnder(contract, parseNotification(body, contentType, callbackKeys)),
    parseReturn: (search) => parseReturn(search, callbackKeys),
    // The signature is proof enough here; notify_verify belongs to the old gateway.
    confirmNotification: async () => "confirmed",
    refund: async (request) => readRefundAnswer(await ask(REFUND_METHOD, refundContent(request)), request),
    queryRefund: async (refund) => readRefundQueryAnswer(await ask(REFUND_QUERY_METHOD, refundQueryContent(refund)), refund),
    fetchBill: (day) => fetchBill(ask, fetch, day),
    parseDepositBack: (body, contentType) => parseDepositBack(body, contentType, { ...callbackKeys, aesKey: config.aesKey }),
    parseRefundNotification: () => "not_supported",
  };
  return { gateway, ask };
}

/**
 * Asks the gateway: contents in the body, charset in the address as well (docs/wire/alipay-openapi.md §0). An answer signed
 * under a certificate that is not held makes it fetch that one, once, and read the same answer again
 * (docs/wire/alipay-openapi.md §2.7).
 */
function asker({ config, fetch, now }: Dependencies, alipayKeys: ReturnType<typeof createAlipayKeys>): Ask {
  const send = async (method: string, bizContent: Record<string, unknown>, options: AskOptions = {}) =>
    exchange(
      {
        fetch,
        url: `${config.gatewayUrl}?charset=utf-8`,
        form: encodeForm(await signRequest(config, { method, bizContent, ...options }, now())),
      },
      { ...config, readsGbk: true },
    );
  const fetchCertificate = async (sn: string): Promise<boolean> => {
    const answer = await send(CERTIFICATE_METHOD, certificateContent(sn));
    const pem = answer.ok ? readCertificate(answer.text, config.aesKey) : null;
    return pem !== null && alipayKeys.add(pem, sn).ok;
  };
  return async (method, bizContent, options) => {
    const answer = await send(method, bizContent, options);
    if (!answer.ok) return { kind: "unknown", detail: answer.detail };
    const { text, isGbk } = answer;
    const read = () => parseResponse(text, { method, findKey: alipayKeys.find, aesKey: config.aesKey, isGbk });
    const first = read();
    if (first.kind !== "unknown_certificate" || !first.alipayCertSn) return first;
    return (await fetchCertificate(first.alipayCertSn)) ? read() : first;
  };
}

async function fetchBill(ask: Ask, fetch: Dependencies["fetch"], day: string): Promise<Bill> {
  const answer = readBillAnswer(await ask(BILL_METHOD, billContent(day)));
  if (answer.kind !== "url") return answer;
  const file = await download({ fetch, url: answer.url }, BILL_LIMITS);
  return file.ok ? parseBillFile(file.bytes) : { kind: "unknown", detail: file.detail };
}
