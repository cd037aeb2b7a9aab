import { formatAmount, parseAmount } from "../amount";
import type { PaymentRequest } from "../gateway";
import { textChildren, writeElements } from "../xml";
import { type Echo, type RefusedRequest, signRequest, verifyRequest } from "./outer-request";
import type { FindKeys, Params, SecurityKeys } from "./signing/security";

export const TOKEN_SERVICE = "alipay.wap.trade.create.direct";

const MAX_MINUTES = 21_600;
/** MAPI's limit for the same field, 128 Chinese characters; the token protocol's own limit is not known. */
const MAX_SUBJECT = 128;

/**
 * The signed form fields of a token request (docs/wire/alipay-wap.md §1.1), to be POSTed. `reqId` must be new each time: it
 * ties the answer to this request.
 * @throws (rejects with) {RangeError} for an amount, window or address that the protocol cannot carry: a mistake of the caller
 */
export async function buildTokenRequest(
  contract: { partner: string; sellerAccount: string; keys: SecurityKeys },
  request: PaymentRequest,
  reqId: string,
): Promise<Params> {
  const elements = writeElements([
    ["subject", cleanSubject(request.subject) || request.outTradeNo],
    ["out_trade_no", request.outTradeNo],
    ["total_fee", formatAmount(request.amountFen)],
    ["seller_account_name", contract.sellerAccount],
    ["call_back_url", checkUrl(request.returnUrl)],
    ["notify_url", checkUrl(request.notifyUrl)],
    ["merchant_url", checkUrl(request.quitUrl)],
    ["pay_expire", String(checkMinutes(request.expiresInMinutes))],
  ]);
  const reqData = `<direct_trade_create_req>${elements}</direct_trade_create_req>`;
  if (reqData.includes("&")) throw new RangeError("req_data must not hold an ampersand");
  return signRequest(contract, { service: TOKEN_SERVICE, reqData, reqId });
}

export type TokenRequest = {
  outTradeNo: string;
  subject: string;
  totalFen: number;
  sellerAccount: string;
  callBackUrl: string;
  notifyUrl: string | null;
  merchantUrl: string | null;
  payExpireMinutes: number;
};

export type ParsedTokenRequest = { ok: true; request: TokenRequest; echo: Echo; keys: SecurityKeys } | RefusedRequest;

/** The gateway's side: verifies and reads a token request; a refusal carries the code to answer with. */
export function parseTokenRequest(body: Uint8Array | string, findKeys: FindKeys): ParsedTokenRequest {
  const outer = verifyRequest(body, { service: TOKEN_SERVICE, root: "direct_trade_create_req", needsReqId: true }, findKeys);
  if (!outer.ok) return outer;
  const { echo, keys } = outer;
  const fields = textChildren(outer.root);
  if (!fields) return { ok: false, code: "0004", detail: "an element twice, or elements inside one", echo };
  const text = (name: string) => fields.get(name) ?? "";
  const missing = ["subject", "out_trade_no", "total_fee", "seller_account_name", "call_back_url"].find((name) => !text(name));
  if (missing) return { ok: false, code: "0007", detail: `${missing} is missing`, echo };
  const totalFen = parseAmount(text("total_fee"));
  const minutes = text("pay_expire") === "" ? MAX_MINUTES : Number(text("pay_expire"));
  if (totalFen === null) return { ok: false, code: "0007", detail: "total_fee is no amount", echo };
  if (!isWindow(minutes)) return { ok: false, code: "0007", detail: "pay_expire must be 1 to 21600 minutes", echo };
  const request = {
    outTradeNo: text("out_trade_no"),
    subject: text("subject"),
    totalFen,
    sellerAccount: text("seller_account_name"),
    callBackUrl: text("call_back_url"),
    notifyUrl: text("notify_url") || null,
    merchantUrl: text("merchant_url") || null,
    payExpireMinutes: minutes,
  };
  return { ok: true, request, echo, keys };
}

/**
 * Alipay refuses an ampersand of either width inside req_data, and whether it reads `&amp;` is not known, so every character
 * that XML escapes is replaced. Control characters are removed, runs of blanks become one blank.
 */
function cleanSubject(subject: string): string {
  const plain = subject
    .replaceAll("<", "＜")
    .replaceAll(">", "＞")
    .replace(/[&＆\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return Array.from(plain).slice(0, MAX_SUBJECT).join("").trim();
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || /[?#&]/.test(text))
    throw new RangeError("return, notify and quit addresses are absolute http(s) and have no query of their own");
  return text;
}

function checkMinutes(minutes: number): number {
  if (!isWindow(minutes)) throw new RangeError(`pay_expire is 1 to ${MAX_MINUTES} whole minutes, not ${minutes}`);
  return minutes;
}

function isWindow(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES;
}
