import type { PaymentRequest, StartedPayment } from "../gateway";
import { describeFailure, explainApiError, isAbout } from "./errors";
import { checkUrl, orderContent } from "./page-pay";
import { type ApiAnswer, type ApiFields, fieldText, successFields } from "./response";
import { failed, unread } from "./trade-query";

export const PRECREATE_METHOD = "alipay.trade.precreate";

/** The product of a payment at a desk; Alipay takes the request without it too. */
export const DESK_PRODUCT = "FACE_TO_FACE_PAYMENT";

/**
 * `biz_content` of the request for a QR code (docs/wire/alipay-openapi.md §1.10).
 * @throws {RangeError} as `orderContent` does
 */
export function precreateContent(request: PaymentRequest, now: Date): { content: Record<string, string>; notifyUrl: string } {
  return { content: { ...orderContent(request, now), product_code: DESK_PRODUCT }, notifyUrl: checkUrl(request.notifyUrl) };
}

/** The address in the QR code: a buyer's phone that opens it is at the cashier. What may have been taken all the same is unknown. */
export function readPrecreateAnswer(answer: ApiAnswer, outTradeNo: string): StartedPayment {
  if (answer.kind !== "success" && answer.kind !== "failure") return { ok: false, ...unread(answer) };
  if (!isAbout(answer.fields, { out_trade_no: outTradeNo })) return unknown("the answer is about another order");
  if (answer.kind === "failure") {
    if (explainApiError(answer.code).action === "same_again") return { ok: false, ...failed(answer) };
    const { refusal } = failed(answer);
    return { ok: false, kind: "refused", code: answer.code, detail: describeFailure(answer), ...(refusal && { refusal }) };
  }
  const code = fieldText(answer.fields, "qr_code");
  const isAddress = URL.canParse(code) && /^https?:$/.test(new URL(code).protocol);
  return isAddress ? { ok: true, redirectUrl: code } : unknown("the answer holds no QR code");
}

/** The gateway's side: the fields that hand out a QR code. */
export function precreateFields(outTradeNo: string, qrCode: string): ApiFields {
  return successFields({ out_trade_no: outTradeNo, qr_code: qrCode });
}

function unknown(detail: string): StartedPayment {
  return { ok: false, kind: "unknown", detail };
}
