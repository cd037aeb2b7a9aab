import { type PayOrder, pageOf, readPayOrder } from "@/lib/alipay/openapi/page-pay";
import type { RefusedRequest, VerifiedRequest } from "@/lib/alipay/openapi/request";
import { refuseDesktop } from "../cashier/cashier";
import { seeOther } from "../cashier/page";
import { refusedPage, systemErrorPage } from "../cashier/result-views";
import { TEXT } from "../cashier/text";
import { underFaults } from "../faults/answer-faults";
import type { Where } from "../faults/take-fault";
import type { World } from "../world/world";
import { takeOrder } from "./take-order";

/**
 * alipay.trade.wap.pay, .page.pay and .app.pay: the browser of a buyer (or, with the last, Alipay's app, which this plays too) arrives with
 * a signed order and is redirected to its cashier (docs/wire/alipay-openapi.md §1.1, §1.8, §1.9). Errors are shown to the buyer on a
 * page; the merchant does not hear of them.
 */
export async function answerPay(world: World, request: Request, parsed: VerifiedRequest | RefusedRequest): Promise<Response> {
  const requested = parsed.ok ? readPayOrder(parsed) : null;
  const where: Where = { channel: "cashier", service: parsed.method, outTradeNo: requested?.ok ? requested.order.outTradeNo : null };
  const backUrl = requested?.ok ? requested.order.quitUrl : null;
  const work = async () => {
    if (!parsed.ok) return refusedPage({ code: parsed.subCode, words: parsed.detail });
    if (!requested?.ok) return refusedPage({ code: requested?.subCode ?? "", words: TEXT.badParameter(requested?.problem ?? "") });
    const turnedAway = pageOf(parsed.method) === "computer" ? null : refuseDesktop(world, request);
    return turnedAway ?? enter(world, parsed, requested.order);
  };
  const refuse = (code: string) => refusedPage({ code, words: TEXT.refusedByFault, backUrl });
  return underFaults(world, where, { signal: request.signal, systemError: systemErrorPage, refuse, work });
}

function enter(world: World, request: VerifiedRequest, requested: PayOrder): Response {
  const { page, ...order } = requested;
  const taken = takeOrder(world, request, page === "phone" ? order : { ...order, page });
  if (taken.ok) return seeOther(`/cashier/${taken.token}`);
  return refusedPage({ code: `ACQ.${taken.name}`, words: taken.words, backUrl: requested.quitUrl });
}
