import { formatAmount, parseAmount } from "../amount";
import { encodeForm } from "../form";
import type { PaymentRequest } from "../gateway";
import { formatTime, parseTime } from "../time";
import type { OpenApiConfig } from "./config";
import { signRequest, type VerifiedRequest } from "./request";

/** Where a buyer pays: Alipay's page for phones, its page for computers, or its app, called by the merchant's own. */
export type Page = "phone" | "computer" | "app";

/** What each is called (docs/wire/alipay-openapi.md §1.1, §1.8, §1.9). */
export const PAGES: Record<Page, { method: string; productCode: string }> = {
  phone: { method: "alipay.trade.wap.pay", productCode: "QUICK_WAP_WAY" },
  computer: { method: "alipay.trade.page.pay", productCode: "FAST_INSTANT_TRADE_PAY" },
  app: { method: "alipay.trade.app.pay", productCode: "QUICK_MSECURITY_PAY" },
};

/** Alipay allows 256; half of that is fully visible on a phone. */
const MAX_SUBJECT = 128;
/** 15 days, the longest window of timeout_express. */
const MAX_MINUTES = 21_600;

/** Which page a method is; null for every other method. */
export function pageOf(method: string): Page | null {
  return (["phone", "computer", "app"] as const).find((page) => PAGES[page].method === method) ?? null;
}

/**
 * The signed address of the cashier, to which the buyer's browser goes (docs/wire/alipay-openapi.md §1.1): a GET address and
 * no form, since a form's values pass through HTML. `time_expire` is always there: until a buyer has typed the password
 * there is no trade that could be closed, so nothing else bounds the address.
 * @throws (rejects with) {RangeError} for an amount, number, window or address that the protocol cannot carry: a mistake of the caller
 */
export async function buildPayUrl(config: OpenApiConfig, request: PaymentRequest, now: Date): Promise<string> {
  const { method, productCode } = PAGES[request.screen ?? "phone"];
  const order = { ...orderContent(request, now), product_code: productCode };
  // The page for computers has no field for it (docs/wire/alipay-openapi.md §1.8).
  const quitUrl = checkUrl(request.quitUrl);
  const bizContent = request.screen === "computer" ? order : { ...order, quit_url: quitUrl };
  const urls = { notifyUrl: checkUrl(request.notifyUrl), returnUrl: checkUrl(request.returnUrl) };
  const params = await signRequest(config, { method, bizContent, ...urls }, now);
  return `${config.cashierUrl}?${encodeForm(params)}`;
}

type AppRequest = Omit<PaymentRequest, "returnUrl" | "quitUrl" | "screen">;

/**
 * The signed order that the merchant's own app hands to Alipay's (docs/wire/alipay-openapi.md §1.9): no address, since the app calls
 * Alipay's by itself, and no return.
 * @throws (rejects with) {RangeError} as `buildPayUrl` does
 */
export async function buildAppOrder(config: OpenApiConfig, request: AppRequest, now: Date): Promise<string> {
  const { method, productCode } = PAGES.app;
  const bizContent = { ...orderContent(request, now), product_code: productCode };
  return encodeForm(await signRequest(config, { method, bizContent, notifyUrl: checkUrl(request.notifyUrl) }, now));
}

/**
 * What every order of the current protocol names (docs/wire/alipay-openapi.md §1.1).
 * @throws {RangeError} for an amount, number or window that the protocol cannot carry
 */
export function orderContent(request: AppRequest, now: Date): Record<string, string> {
  if (!/^[\w-]{1,64}$/.test(request.outTradeNo)) throw new RangeError("out_trade_no is 1 to 64 letters, digits, _ and -");
  return {
    out_trade_no: request.outTradeNo,
    total_amount: formatAmount(request.amountFen),
    subject: cleanSubject(request.subject) || request.outTradeNo,
    time_expire: formatTime(new Date(now.getTime() + checkMinutes(request.expiresInMinutes) * 60_000)),
  };
}

export type PayOrder = {
  page: Page;
  outTradeNo: string;
  totalFen: number;
  subject: string;
  quitUrl: string | null;
  timeExpire: Date | null;
  notifyUrl: string | null;
  returnUrl: string | null;
};

type Refused = { ok: false; subCode: string; problem: string };

/** The gateway's side: the order in a verified request of one of the pages; `problem` is for the page. */
export function readPayOrder(request: VerifiedRequest): { ok: true; order: PayOrder } | Refused {
  const page = pageOf(request.method);
  const read = readOrder(request);
  if (!page || (read.ok && request.bizContent.product_code !== PAGES[page].productCode)) return refuse("product_code");
  return read.ok ? { ok: true, order: { ...read.order, page } } : read;
}

/** The gateway's side: the same of any method that orders something, whatever its product. */
export function readOrder(request: VerifiedRequest): { ok: true; order: Omit<PayOrder, "page"> } | Refused {
  const text = (name: string) => {
    const value = request.bizContent[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  if (!/^[\w-]{1,64}$/.test(text("out_trade_no"))) return refuse("out_trade_no");
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

function refuse(problem: string): Refused {
  return { ok: false, subCode: "ACQ.INVALID_PARAMETER", problem };
}

/** The documents forbid `/`, `=` and `&`. Control characters are removed, runs of blanks become one blank. */
function cleanSubject(subject: string): string {
  const plain = subject
    .replace(/[/=&\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  return Array.from(plain).slice(0, MAX_SUBJECT).join("").trim();
}

/** @throws {RangeError} for an address that Alipay would not take */
export function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || /[?#&]/.test(text) || text.length > 256)
    throw new RangeError("return, notify and quit addresses are absolute http(s), at most 256 long, and have no query of their own");
  return text;
}

function checkMinutes(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES) return minutes;
  throw new RangeError(`a window is 1 to ${MAX_MINUTES} whole minutes, not ${minutes}`);
}
