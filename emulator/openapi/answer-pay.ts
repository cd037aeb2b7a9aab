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
 * alipay.trade.wap.pay: a buyer's browser arrives with a signed order and is led to its cashier (alipay-openapi §1.1). What
 * is wrong is told to the buyer, on a page; the merchant hears nothing of it.
 */
export async function answerPay(world: World, request: Request, parsed: VerifiedRequest | RefusedRequest): Promise<Response> {
  const asked = parsed.ok ? readPayOrder(parsed) : null;
  const where: Where = { channel: "cashier", service: PAY_METHOD, outTradeNo: asked?.ok ? asked.order.outTradeNo : null };
  const backUrl = asked?.ok ? asked.order.quitUrl : null;
  const work = async () => {
    if (!parsed.ok) return refusedPage({ code: parsed.subCode, words: parsed.detail });
    if (!asked?.ok) return refusedPage({ code: asked?.subCode ?? "", words: TEXT.badParameter(asked?.problem ?? "") });
    return refuseDesktop(world, request) ?? enter(world, parsed, asked.order);
  };
  const refuse = (code: string) => refusedPage({ code, words: TEXT.refusedByFault, backUrl });
  return underFaults(world, where, { signal: request.signal, systemError: systemErrorPage, refuse, work });
}

function enter(world: World, request: VerifiedRequest, asked: PayOrder): Response {
  const refuse = (name: string, words: string) => refusedPage({ code: `ACQ.${name}`, words, backUrl: asked.quitUrl });
  const known = world.ledger.get("order", asked.outTradeNo);
  const standing = known && world.ledger.get("trade", asked.outTradeNo) ? standingOf(world, known) : null;
  if (standing === "paid") return refuse("TRADE_HAS_SUCCESS", TEXT.paidTitle);
  if (standing === "closed" || standing === "expired") return refuse("TRADE_HAS_CLOSE", TEXT.closedTitle);
  const { sellerId, sellerAccount } = world.contract.merchant;
  const namedSeller = fieldText(request.bizContent, "seller_id");
  const expiry = expiryOf(asked, { timeoutExpress: fieldText(request.bizContent, "timeout_express"), now: world.now() });
  const wrong = [
    namedSeller && namedSeller !== sellerId && "seller_id",
    asked.subject.length > 256 && "subject",
    wrongAddress(asked),
    !expiry && "timeout_express",
    expiry && expiry.expiresAt <= world.now() && "time_expire",
  ].find(Boolean);
  if (wrong || !expiry) return refuse("INVALID_PARAMETER", TEXT.badParameter(wrong || ""));
  const token = placePageOrder(world, {
    outTradeNo: asked.outTradeNo,
    subject: asked.subject,
    totalFen: asked.totalFen,
    sellerAccount,
    notifyUrl: asked.notifyUrl,
    returnUrl: asked.returnUrl,
    merchantUrl: asked.quitUrl,
    usesCertificates: request.contract.certificates !== null,
    ...expiry,
  });
  return token ? seeOther(`/cashier/${token.token}`) : refuse("CONTEXT_INCONSISTENT", TEXT.otherContext);
}

function wrongAddress({ notifyUrl, returnUrl, quitUrl }: PayOrder): string | undefined {
  const addresses = { notify_url: notifyUrl, return_url: returnUrl, quit_url: quitUrl };
  return Object.entries(addresses).find(([, address]) => address !== null && !isWebAddress(address))?.[0];
}
