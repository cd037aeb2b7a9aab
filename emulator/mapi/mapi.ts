import { buildMapiFailure } from "@/lib/alipay/wap/mapi/answer";
import { CLOSE_SERVICE } from "@/lib/alipay/wap/mapi/close-trade";
import { NOTIFY_VERIFY_SERVICE } from "@/lib/alipay/wap/mapi/notify-verify";
import { REFUND_SERVICES } from "@/lib/alipay/wap/mapi/refund";
import { type VerifiedMapiRequest, verifyMapiRequest } from "@/lib/alipay/wap/mapi/request";
import { QUERY_SERVICE } from "@/lib/alipay/wap/mapi/single-trade-query";
import type { SecurityKeys } from "@/lib/alipay/wap/signing/security";
import { refusedBatchPage } from "../cashier/result-views";
import { underFaults } from "../faults/answer-faults";
import type { Where } from "../faults/take-fault";
import { readFormBody, readQuery } from "../http/form-body";
import { mapiKeys } from "../world/keys";
import type { World } from "../world/world";
import { answerClose } from "./answer-close";
import { answerNotifyVerify } from "./answer-notify-verify";
import { answerQuery } from "./answer-query";
import { answerRefund } from "./answer-refund";
import { answerRefundPage } from "./answer-refund-page";
import { tradeOf } from "./trade-of";

/** MAPI: the services beside the token protocol, told apart by `service` (docs/wire/alipay-wap.md §1.3). */
export async function mapi(world: World, request: Request, url: URL): Promise<Response> {
  const params = request.method === "POST" ? await readFormBody(request) : readQuery(url);
  if (!params) return xml(buildMapiFailure("ILLEGAL_ARGUMENT"));
  const service = params.get("service") ?? "";
  const where: Where = { channel: "mapi", service, outTradeNo: outTradeNoOf(world, params) };
  const { fail, answer } = SERVICES.get(service) ?? XML_SERVICE;
  const work = async () => answer(world, params, where);
  return underFaults(world, where, { signal: request.signal, systemError: () => fail("SYSTEM_ERROR"), refuse: fail, work });
}

type Params = ReadonlyMap<string, string>;
type Signed = { where: Where; keys: SecurityKeys };

/** How a service answers, and how it refuses. */
type Service = { fail: (code: string) => Response; answer: (world: World, params: Params, where: Where) => Response };

const XML_SERVICE: Service = {
  fail: (code) => xml(buildMapiFailure(code)),
  answer: (world, params, where) => xml(answerSigned(world, params, where)),
};

const SERVICES: ReadonlyMap<string, Service> = new Map([
  [NOTIFY_VERIFY_SERVICE, { fail: plain, answer: (world, params) => plain(answerNotifyVerify(world, params)) }],
  // The answer is a page for the seller, not data for a program; so are its errors.
  [REFUND_SERVICES.pwd, { fail: refusedBatchPage, answer: refundPageFor }],
]);

const SIGNED_SERVICES: ReadonlyMap<string, (world: World, params: Params, signed: Signed) => string> = new Map([
  [QUERY_SERVICE, answerQuery],
  [CLOSE_SERVICE, answerClose],
  [REFUND_SERVICES.nopwd, answerRefund],
]);

function answerSigned(world: World, params: Params, where: Where): string {
  const answer = SIGNED_SERVICES.get(where.service);
  if (!answer) return buildMapiFailure("ILLEGAL_SERVICE");
  const verified = verify(world, params);
  return verified.ok ? answer(world, params, { where, keys: verified.keys }) : buildMapiFailure(verified.error);
}

function refundPageFor(world: World, params: Params): Response {
  const verified = verify(world, params);
  return verified.ok ? answerRefundPage(world, params, verified.keys) : refusedBatchPage(verified.error);
}

function verify(world: World, params: Params): VerifiedMapiRequest {
  if (!/^utf-?8$/i.test(params.get("_input_charset") ?? "")) return { ok: false, error: "ILLEGAL_CHARSET" };
  return verifyMapiRequest(params, (partner, secId) => (partner === world.contract.merchant.partner ? mapiKeys(world, secId) : null));
}

function outTradeNoOf(world: World, params: Map<string, string>): string | null {
  const notice = world.ledger.get("notice", params.get("notify_id") ?? "");
  if (notice) return notice.outTradeNo;
  return tradeOf(world, params)?.outTradeNo ?? params.get("out_trade_no") ?? params.get("out_order_no") ?? null;
}

function xml(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/xml; charset=utf-8" } });
}

function plain(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } });
}
