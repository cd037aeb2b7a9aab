import { parseForm } from "@/lib/alipay/form";
import { pageOf } from "@/lib/alipay/openapi/page-pay";
import { parseRequest, type RefusedRequest, type VerifiedRequest } from "@/lib/alipay/openapi/request";
import { type ApiFields, buildErrorResponse, buildResponse, failureFields } from "@/lib/alipay/openapi/response";
import { TEXT } from "../cashier/text";
import { underFaults } from "../faults/answer-faults";
import type { Where } from "../faults/take-fault";
import { type Tampering, takeTampering } from "../faults/take-tampering";
import { appContract, wrongContract } from "../world/keys";
import type { World } from "../world/world";
import { answerPay } from "./answer-pay";
import { METHODS } from "./methods";
import { namesSum, tamper, withoutSignature } from "./tamper";
import { tradeOf } from "./trade-of";

const BUSY: ApiFields = { code: "20000", msg: "Service Currently Unavailable", sub_code: "isp.unknow-error", sub_msg: TEXT.systemTitle };
const NO_METHOD: ApiFields = { code: "40002", msg: "Invalid Arguments", sub_code: "isv.invalid-method", sub_msg: "不存在的方法名" };

/**
 * The gateway of the current protocol: methods told apart by `method`, parameters in the query, the body or both
 * (docs/wire/alipay-openapi.md §0).
 */
export async function openapi(world: World, request: Request, url: URL): Promise<Response> {
  const query = url.search.slice(1);
  const body = request.method === "POST" ? new Uint8Array(await request.arrayBuffer()) : "";
  const contract = appContract(world, { usesCertificates: [query, body].some(namesCertificate) });
  const parsed = parseRequest(query, body, (appId) => (appId === contract.appId ? contract : null));
  if (pageOf(parsed.method)) return answerPay(world, request, parsed);
  const where: Where = { channel: "openapi", service: parsed.method, outTradeNo: outTradeNoOf(world, parsed) };
  const answer = (fields: ApiFields) => write(world, parsed, { fields, tampering: null });
  return underFaults(world, where, {
    signal: request.signal,
    systemError: () => answer(BUSY),
    refuse: (code) => answer(failureFields(code, TEXT.refusedByFault)),
    work: async () => {
      if (!parsed.ok) return answer(refusal(parsed));
      const method = METHODS.get(parsed.method);
      const fields = method ? method(world, { request: parsed, where, origin: url.origin }) : NO_METHOD;
      const tampering = takeTampering(world, where, namesSum(fields) ? ["amount"] : []);
      return write(world, parsed, { fields: tamper(fields, tampering), tampering });
    },
  });
}

/** A request that names the certificate of the application is answered in certificate mode; the contract allows both modes. */
function namesCertificate(form: string | Uint8Array): boolean {
  const parsed = parseForm(form);
  return parsed.ok && parsed.params.has("app_cert_sn");
}

function outTradeNoOf(world: World, parsed: VerifiedRequest | RefusedRequest): string | null {
  if (!parsed.ok) return null;
  const named = parsed.bizContent.out_trade_no;
  return tradeOf(world, parsed.bizContent)?.outTradeNo ?? (typeof named === "string" ? named : null);
}

function refusal({ code, msg, subCode, detail }: RefusedRequest): ApiFields {
  return { code, msg, sub_code: subCode, sub_msg: detail };
}

/** The answer to an unknown method, or from an unknown application, is an error_response. */
function write(
  world: World,
  parsed: VerifiedRequest | RefusedRequest,
  { fields, tampering }: { fields: ApiFields; tampering: Tampering | null },
): Response {
  const right = parsed.contract;
  const contract = right && tampering?.signature === "wrong" ? wrongContract(world, right) : right;
  const encrypted = parsed.ok && parsed.encrypted;
  const isOurs = contract !== null && METHODS.has(parsed.method);
  const body = isOurs ? buildResponse(contract, parsed.method, fields, { encrypted }) : buildErrorResponse(contract, fields);
  return new Response(tampering?.signature === "none" ? withoutSignature(body) : body, {
    headers: { "content-type": "text/html;charset=utf-8" },
  });
}
