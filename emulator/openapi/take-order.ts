import type { PayOrder } from "@/lib/alipay/openapi/page-pay";
import type { VerifiedRequest } from "@/lib/alipay/openapi/request";
import { fieldText } from "@/lib/alipay/openapi/response";
import { TEXT } from "../cashier/text";
import { isWebAddress } from "../http/is-web-address";
import type { OpenApiOrder } from "../ledger/types";
import { placePageOrder } from "../trades/place-order";
import { standingOf } from "../trades/standing";
import type { World } from "../world/world";
import { expiryOf } from "./expiry-of";

/** What an order of any page or of the desk says. */
export type Requested = Omit<PayOrder, "page"> & { page?: OpenApiOrder["page"] };

/** `name` is the sub_code without ACQ. */
export type TakenOrder = { ok: true; token: string } | { ok: false; name: string; words: string };

/** Takes an order of the current protocol and hands out a token for its cashier, or says why not (docs/wire/alipay-openapi.md §1.1). */
export function takeOrder(world: World, request: VerifiedRequest, requested: Requested): TakenOrder {
  const refuse = (name: string, words: string): TakenOrder => ({ ok: false, name, words });
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
    ...(requested.page && { page: requested.page }),
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
  return token ? { ok: true, token: token.token } : refuse("CONTEXT_INCONSISTENT", TEXT.otherContext);
}

function wrongAddress({ notifyUrl, returnUrl, quitUrl }: Requested): string | undefined {
  const addresses = { notify_url: notifyUrl, return_url: returnUrl, quit_url: quitUrl };
  return Object.entries(addresses).find(([, address]) => address !== null && !isWebAddress(address))?.[0];
}
