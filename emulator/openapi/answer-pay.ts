import { PAY_METHOD, type PayOrder, readPayOrder } from "@/lib/alipay/openapi/page-pay";
import type { RefusedRequest, VerifiedRequest } from "@/lib/alipay/openapi/request";
import { fieldText } from "@/lib/alipay/openapi/response";
import { refuseDesktop } from "../cashier/cashier";
import { seeOther } from "../cashier/page";
import { refusedPage, systemErrorPage } from "../cashier/result-views";
import { TEXT } from "../cashier/text";
import { underFaults } from "../faults/answer-faults";
import type { Where } from "../faults/take-fault";
import { isWebAddress } from "../http/is-web-address";
import { placePageOrder } from "../trades/place-order";
import { standingOf } from "../trades/standing";
import type { World } from "../world/world";
import { expiryOf } from "./expiry-of";

/**
 * alipay.trade.wap.pay: the browser of a buyer arrives with a signed order and is redirected to its cashier
 * (docs/wire/alipay-openapi.md §1.1). Errors are shown to the buyer on a page; the merchant does not hear of them.
 */
export async function answerPay(world: World, request: Request, parsed: VerifiedRequest | RefusedRequest): Promise<Response> {
  const requested = parsed.ok ? readPayOrder(parsed) : null;
  const where: Where = { channel: "cashier", service: PAY_METHOD, outTradeNo: requested?.ok ? requested.order.outTradeNo : null };
  const backUrl = requested?.ok ? requested.order.quitUrl : null;
  const work = async () => {
    if (!parsed.ok) return refusedPage({ code: parsed.subCode, words: parsed.detail });
    if (!requested?.ok) return refusedPage({ code: requested?.subCode ?? "", words: TEXT.badParameter(requested?.problem ?? "") });
    return refuseDesktop(world, request) ?? enter(world, parsed, requested.order);
  };
  const refuse = (code: string) => refusedPage({ code, words: TEXT.refusedByFault, backUrl });
  return underFaults(world, where, { signal: request.signal, systemError: systemErrorPage, refuse, work });
}

function enter(world: World, request: VerifiedRequest, requested: PayOrder): Response {
  const refuse = (name: string, words: string) => refusedPage({ code: `ACQ.${name}`, words, backUrl: requested.quitUrl });
  const known = world.ledger.get("order", requested.outTradeNo);
  const standing = known && world.ledger.get("trade", requested.outTradeNo) ? standingOf(world, known) : null;
  if (standing === "paid") return refuse("TRADE_HAS_SUCCESS", TEXT.paidTitle);
  if (standing === "closed" || standing === "expired") return refuse("TRADE_HAS_CLOSE", TEXT.closedTitle);
  const { sellerId, sellerAccount } = world.contract.merchant;
  const namedSeller = fieldText(request.bizContent, "seller_id");
  const expiry = expiryOf(requested, { timeoutExpress: fieldText(request.bizContent, "timeout_express"), now: world.now() });
  const wrong = [
    namedSeller && namedSeller !== sellerId && "seller_id",
    requested.subject.length > 256 && "subject",
    wrongAddress(requested),
    !expiry && "timeout_express",
    expiry && expiry.expiresAt <= world.now() && "time_expire",
  ].find(Boolean);
  if (wrong || !expiry) return refuse("INVALID_PARAMETER", TEXT.badParameter(wrong || ""));
  const token = placePageOrder(world, {
    outTradeNo: requested.outTradeNo,
    subject: requested.subject,
    totalFen: requested.totalFen,
    sellerAccount,
    notifyUrl: requested.notifyUrl,
    returnUrl: requested.returnUrl,
    merchantUrl: requested.quitUrl,
    usesCertificates: request.contract.certificates !== null,
    ...expiry,
  });
  return token ? seeOther(`/cashier/${token.token}`) : refuse("CONTEXT_INCONSISTENT", TEXT.otherContext);
}

function wrongAddress({ notifyUrl, returnUrl, quitUrl }: PayOrder): string | undefined {
  const addresses = { notify_url: notifyUrl, return_url: returnUrl, quit_url: quitUrl };
  return Object.entries(addresses).find(([, address]) => address !== null && !isWebAddress(address))?.[0];
}
