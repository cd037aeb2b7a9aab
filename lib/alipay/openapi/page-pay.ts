import { formatAmount, parseAmount } from "../amount";
import { encodeForm } from "../form";
import type { PaymentRequest } from "../gateway";
import { formatTime, parseTime } from "../time";
import type { OpenApiConfig } from "./config";
import { signRequest, type VerifiedRequest } from "./request";

export const PAY_METHOD = "alipay.trade.wap.pay";

/** Alipay allows 256; half of that is fully visible on a phone. */
const MAX_SUBJECT = 128;
/** 15 days, the longest window of timeout_express. */
const MAX_MINUTES = 21_600;

/**
 * The signed address of the cashier, to which the buyer's browser goes (docs/wire/alipay-openapi.md §1.1): a GET address and
 * no form, since a form's values pass through HTML. `time_expire` is always there: until a buyer has typed the password
 * there is no trade that could be closed, so nothing else bounds the address.
 * @throws (rejects with) {RangeError} for an amount, number, window or address that the protocol cannot carry: a mistake of the caller
 */
export async function buildPayUrl(config: OpenApiConfig, request: PaymentRequest, now: Date): Promise<string> {
  if (!/^[\w-]{1,64}$/.test(request.outTradeNo)) throw new RangeError("out_trade_no is 1 to 64 letters, digits, _ and -");
  const bizContent = {
    out_trade_no: request.outTradeNo,
    total_amount: formatAmount(request.amountFen),
    subject: cleanSubject(request.subject) || request.outTradeNo,
    product_code: "QUICK_WAP_WAY",
    quit_url: checkUrl(request.quitUrl),
    time_expire: formatTime(new Date(now.getTime() + checkMinutes(request.expiresInMinutes) * 60_000)),
  };
  const urls = { notifyUrl: checkUrl(request.notifyUrl), returnUrl: checkUrl(request.returnUrl) };
  const params = await signRequest(config, { method: PAY_METHOD, bizContent, ...urls }, now);
  return `${config.cashierUrl}?${encodeForm(params)}`;
}

export type PayOrder = {
  outTradeNo: string;
  totalFen: number;
  subject: string;
  quitUrl: string | null;
  timeExpire: Date | null;
  notifyUrl: string | null;
  returnUrl: string | null;
};

/** The gateway's side: the order in a verified request; `problem` is for the page. */
export function readPayOrder(request: VerifiedRequest): { ok: true; order: PayOrder } | { ok: false; subCode: string; problem: string } {
  const text = (name: string) => {
    const value = request.bizContent[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const refuse = (problem: string) => ({ ok: false as const, subCode: "ACQ.INVALID_PARAMETER", problem });
  if (!/^[\w-]{1,64}$/.test(text("out_trade_no"))) return refuse("out_trade_no");
  if (text("product_code") !== "QUICK_WAP_WAY") return refuse("product_code");
  if (!text("subject")) return refuse("subject");
  const totalFen = parseAmount(text("total_amount"));
  if (totalFen === null) return refuse("total_amount");
  // Older requests leave out the seconds (docs/wire/alipay-openapi.md §1.1).
  const timeExpire = parseTime(text("time_expire").replace(/ \d{2}:\d{2}$/, "$&:00"));
  if (text("time_expire") && !timeExpire) return refuse("time_expire");
  return {
    ok: true,
    order: {
      outTradeNo: text("out_trade_no"),
      totalFen,
      subject: text("subject"),
      quitUrl: text("quit_url") || null,
      timeExpire,
      notifyUrl: request.notifyUrl,
      returnUrl: request.returnUrl,
    },
  };
}

/** The documents forbid `/`, `=` and `&`. Control characters are removed, runs of blanks become one blank. */
function cleanSubject(subject: string): string {
  const plain = subject
    .replace(/[/=&\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return Array.from(plain).slice(0, MAX_SUBJECT).join("").trim();
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || /[?#&]/.test(text) || text.length > 256)
    throw new RangeError("return, notify and quit addresses are absolute http(s), at most 256 long, and have no query of their own");
  return text;
}

function checkMinutes(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES) return minutes;
  throw new RangeError(`a window is 1 to ${MAX_MINUTES} whole minutes, not ${minutes}`);
}
