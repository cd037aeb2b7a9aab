import { parseForm } from "../form";
import { parseXml, type XmlElement } from "../xml";
import { type FindKeys, type Params, type SecurityKeys, signSortedAside, verifySorted } from "./signing/security";

/** The eight outer parameters that both services of the token protocol share, signed (docs/wire/alipay-wap.md §1). */
export function signRequest(
  contract: { partner: string; keys: SecurityKeys },
  request: { service: string; reqData: string; reqId?: string },
): Promise<Params> {
  const params: Params = [
    ["service", request.service],
    ["req_data", request.reqData],
    ["partner", contract.partner],
    ...(request.reqId === undefined ? [] : ([["req_id", request.reqId]] satisfies Params)),
    ["format", "xml"],
    ["v", "2.0"],
    ["sec_id", contract.keys.secId],
  ];
  return signSortedAside(params, contract.keys);
}

/** The fields of the request that an error answer repeats unchanged. */
export type Echo = { partner: string; reqId: string; secId: string; service: string; v: string };
export type OuterRequest = { ok: true; echo: Echo; keys: SecurityKeys; root: XmlElement } | RefusedRequest;
/** `code` is one of the token gateway's (lib/alipay/errors.ts). */
export type RefusedRequest = { ok: false; code: string; detail: string; echo: Echo };

/**
 * The gateway's side: checks a request's outer parameters and its signature, and reads `req_data` up to its root element.
 * The order of the checks follows from the codes; Alipay's own order is not known.
 */
export function verifyRequest(
  body: Uint8Array | string,
  wanted: { service: string; root: string; needsReqId: boolean },
  findKeys: FindKeys,
): OuterRequest {
  const form = parseForm(body);
  const params = form.ok ? form.params : new Map<string, string>();
  const text = (name: string) => params.get(name) ?? "";
  const echo = { partner: text("partner"), reqId: text("req_id"), secId: text("sec_id"), service: text("service"), v: text("v") };
  const refuse = (code: string, detail: string): RefusedRequest => ({ ok: false, code, detail, echo });
  if (!form.ok) return refuse("0001", form.detail);
  const required = ["service", "format", "v", "partner", "sec_id", "req_data", "sign", ...(wanted.needsReqId ? ["req_id"] : [])];
  const missing = required.find((name) => !text(name));
  if (missing) return refuse("0001", `${missing} is missing`);
  if (echo.service !== wanted.service) return refuse("0003", "no such service");
  if (echo.secId !== "MD5" && echo.secId !== "0001") return refuse("0006", "sec_id must be MD5 or 0001");
  const keys = findKeys(echo.partner, echo.secId);
  if (!keys) return refuse("0005", "合作伙伴没有开通接口访问权限");
  if (!verifySorted(params, keys)) return refuse("0002", "the signature does not verify");
  const xml = parseXml(text("req_data"));
  if (!xml.ok) return refuse("0004", xml.problem);
  if (xml.root.name !== wanted.root) return refuse("0004", `req_data must be ${wanted.root}`);
  return { ok: true, echo, keys, root: xml.root };
}
