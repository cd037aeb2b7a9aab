import type { Echo, RefusedRequest } from "@/lib/alipay/wap/outer-request";
import { parseTokenRequest, TOKEN_SERVICE, type TokenRequest } from "@/lib/alipay/wap/token-request";
import { buildTokenError, buildTokenResponse } from "@/lib/alipay/wap/token-response";
import { TEXT } from "../cashier/text";
import { underFaults } from "../faults/answer-faults";
import { takeFault, type Where } from "../faults/take-fault";
import { readFormBytes } from "../http/form-body";
import { isWebAddress } from "../http/is-web-address";
import { DEMO_BUYERS } from "../trades/buyers";
import { openTrade } from "../trades/open-trade";
import { payTrade } from "../trades/pay-trade";
import { placeOrder } from "../trades/place-order";
import { wrongKeys } from "../world/keys";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { findWapKeys } from "./find-keys";

const MAX_OUT_TRADE_NO = 64;
const MAX_SUBJECT = 256;

/** alipay.wap.trade.create.direct: stores the order and returns a token for its cashier (docs/wire/alipay-wap.md §1.1, §3). */
export async function answerToken(world: World, request: Request): Promise<Response> {
  return answerForm(world, request, (await readFormBytes(request)) ?? "");
}

async function answerForm(world: World, request: Request, form: Uint8Array | string): Promise<Response> {
  const parsed = parseTokenRequest(form, findWapKeys(world));
  const where: Where = { channel: "token", service: TOKEN_SERVICE, outTradeNo: parsed.ok ? parsed.request.outTradeNo : null };
  const systemError = () => text(buildTokenError(parsed.echo, "0000", "system exception"));
  const refuse = (code: string) => text(buildTokenError(parsed.echo, code, TEXT.refusedByFault));
  const work = async () => {
    if (!parsed.ok) return text(refusal(parsed));
    const problem = problemOf(world, parsed.request);
    if (problem) return text(buildTokenError(parsed.echo, problem.code, problem.detail));
    const token = placeOrder(world, { ...parsed.request, secId: parsed.keys.secId });
    if (!token) return text(buildTokenError(parsed.echo, "TRADE_TOTALFEE_NOT_MATCH", "out_trade_no 已用于另一笔订单"));
    await payBeforehand(world, where);
    const keys = takeFault(world, where, ["wrong-signature"]) ? wrongKeys(world, parsed.keys) : parsed.keys;
    return text(buildTokenResponse(parsed.echo, token.token, keys));
  };
  return underFaults(world, where, { signal: request.signal, systemError, refuse, work });
}

/**
 * A token request by GET. The guide and the demo POST it, while one old client got its tokens by GET, so a setting says which; where it is
 * no request of this service, the program that sent it hears so in its own protocol and not on a page (docs/wire/alipay-wap.md §1; the
 * code is a guess).
 */
export async function answerTokenByGet(world: World, request: Request, { search, searchParams }: URL): Promise<Response> {
  if (stateOf(world.ledger).settings.tokenByGet) return answerForm(world, request, search.slice(1));
  const [partner = "", reqId = "", secId = "", service = "", v = ""] = ["partner", "req_id", "sec_id", "service", "v"].map(
    (name) => searchParams.get(name) ?? "",
  );
  return text(buildTokenError({ partner, reqId, secId, service, v }, "0001", "the request must be POSTed"));
}

/** Under "notify-before-token": a buyer pays, and the merchant is notified while it still waits for its token. */
async function payBeforehand(world: World, where: Where): Promise<void> {
  const order = world.ledger.get("order", where.outTradeNo ?? "");
  const [buyer] = DEMO_BUYERS;
  if (!order || !buyer || !takeFault(world, where, ["notify-before-token"])) return;
  const trade = openTrade(world, order, buyer);
  if (trade && payTrade(world, trade)) await world.deliverDue();
}

function refusal({ echo, code, detail }: RefusedRequest & { echo: Echo }): string {
  return buildTokenError(echo, code, detail);
}

function problemOf(world: World, request: TokenRequest): { code: string; detail: string } | null {
  const { callBackUrl, notifyUrl, merchantUrl } = request;
  const urls = { call_back_url: callBackUrl, notify_url: notifyUrl, merchant_url: merchantUrl };
  const wrong = Object.entries(urls).find(([, url]) => url !== null && !isWebAddress(url));
  if (wrong) return { code: "0007", detail: `${wrong[0]} must be an absolute http or https address` };
  if (request.outTradeNo.length > MAX_OUT_TRADE_NO || request.subject.length > MAX_SUBJECT)
    return { code: "BIZ_PARAMS_TOO_LONG", detail: "out_trade_no or subject is too long" };
  if (request.sellerAccount !== world.contract.merchant.sellerAccount)
    return { code: "SELLER_ACCOUNT_NOT_MATCH", detail: "seller_account_name is not the contract's" };
  return null;
}

function text(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } });
}
