import { buildMapiFailure } from "@/lib/alipay/wap/mapi/answer";
import { CLOSE_SERVICE } from "@/lib/alipay/wap/mapi/close-trade";
import { NOTIFY_VERIFY_SERVICE } from "@/lib/alipay/wap/mapi/notify-verify";
import { verifyMapiRequest } from "@/lib/alipay/wap/mapi/request";
import { QUERY_SERVICE } from "@/lib/alipay/wap/mapi/single-trade-query";
import { underFaults } from "../faults/answer-faults";
import type { Where } from "../faults/faults";
import { readFormBody, readQuery } from "../http/form-body";
import { mapiKeys } from "../keys";
import type { World } from "../world";
import { answerClose } from "./answer-close";
import { answerNotifyVerify } from "./answer-notify-verify";
import { answerQuery } from "./answer-query";
import { tradeOf } from "./trade-of";

/** MAPI: the services beside the token protocol, told apart by `service` (alipay-wap §1.3). */
export async function mapi(world: World, request: Request, url: URL): Promise<Response> {
  const params = request.method === "POST" ? await readFormBody(request) : readQuery(url);
  if (!params) return xml(buildMapiFailure("ILLEGAL_ARGUMENT"));
  const service = params.get("service") ?? "";
  const where: Where = { channel: "mapi", service, outTradeNo: outTradeNoOf(world, params) };
  const isVerify = service === NOTIFY_VERIFY_SERVICE;
  const systemError = () => (isVerify ? plain("SYSTEM_ERROR") : xml(buildMapiFailure("SYSTEM_ERROR")));
  const refuse = (code: string) => (isVerify ? plain(code) : xml(buildMapiFailure(code)));
  const work = async () => (isVerify ? plain(answerNotifyVerify(world, params)) : xml(answerSigned(world, params, where)));
  return underFaults(world, where, { signal: request.signal, systemError, refuse, work });
}

function answerSigned(world: World, params: Map<string, string>, where: Where): string {
  if (where.service !== QUERY_SERVICE && where.service !== CLOSE_SERVICE) return buildMapiFailure("ILLEGAL_SERVICE");
  if (!/^utf-?8$/i.test(params.get("_input_charset") ?? "")) return buildMapiFailure("ILLEGAL_CHARSET");
  const verified = verifyMapiRequest(params, (partner, secId) =>
    partner === world.contract.merchant.partner ? mapiKeys(world, secId) : null,
  );
  if (!verified.ok) return buildMapiFailure(verified.error);
  return where.service === QUERY_SERVICE ? answerQuery(world, params, { where, keys: verified.keys }) : answerClose(world, params);
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
