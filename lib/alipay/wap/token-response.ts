import { contractCause } from "../contract-refusal";
import { explainError } from "../errors";
import { encodeForm, parseForm } from "../form";
import type { ContractRefusal, UnknownAnswer } from "../gateway";
import { trimLineBreaks } from "../line-breaks";
import { type OpenBlocks, openHere } from "../rsa";
import { onlyChild, parseXml, writeElements } from "../xml";
import type { Echo } from "./outer-request";
import { type SecurityKeys, seal, signSorted, unsealBy, verifySorted } from "./signing/security";
import { TOKEN_SERVICE } from "./token-request";

const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

type Asked = { partner: string; reqId: string; keys: SecurityKeys };

export type TokenAnswer =
  | { kind: "token"; requestToken: string }
  /** Unsigned (docs/wire/alipay-wap.md §2), so it may end this start of a payment and nothing more. */
  | { kind: "refused"; code: string; detail: string; refusal?: ContractRefusal }
  | UnknownAnswer;

/**
 * Reads the answer to a token request (docs/wire/alipay-wap.md §3): fields decoded once, compared with what was asked,
 * `res_data` decrypted with RSA, then the signature over all sorted plain values, unknown fields included. A fault of the
 * gateway (0000) leaves the outcome unknown. `open` decrypts.
 */
export async function parseTokenResponse(body: string, asked: Asked, open: OpenBlocks = openHere): Promise<TokenAnswer> {
  // Captured answers began with a line feed.
  const form = parseForm(trimLineBreaks(body));
  if (!form.ok) return unknown(`the answer is not a form: ${form.detail}`);
  const { params } = form;
  if (params.has("res_error")) return readError(params, asked);
  const foreign = foreignField(params, asked);
  if (foreign) return unknown(`the answer's ${foreign} is not that of the request`);
  const plain = await unsealBy(open, params.get("res_data") ?? "", asked.keys);
  if (plain === "busy") return unknown("res_data was not decrypted, for want of room or time");
  // Verified in any case, so that a broken ciphertext takes as long as a wrong signature.
  const verified = verifySorted(plain.ok ? new Map(params).set("res_data", plain.text) : params, asked.keys);
  const unverified: ContractRefusal = { kind: "unverified", code: "", evidence: body };
  if (!plain.ok) return unknown("res_data cannot be decrypted", unverified);
  if (!verified) return unknown("the answer's signature does not verify", unverified);
  return readToken(plain.text);
}

/** The gateway's side: the body that hands out a token, in the field order of real ones. */
export function buildTokenResponse(echo: { partner: string; reqId: string }, requestToken: string, keys: SecurityKeys): string {
  const resData = `${XML_DECLARATION}<direct_trade_create_res>${writeElements([["request_token", requestToken]])}</direct_trade_create_res>`;
  const signed = new Map(
    signSorted(
      [
        ["res_data", resData],
        ["service", TOKEN_SERVICE],
        ["sec_id", keys.secId],
        ["partner", echo.partner],
        ["req_id", echo.reqId],
        ["v", "2.0"],
      ],
      keys,
    ),
  );
  return encodeForm(signed.set("res_data", seal(resData, keys)));
}

/** The gateway's side: the unsigned body of a refusal; `code` is 0000 to 0007, `detail` is for people. */
export function buildTokenError(echo: Echo, code: string, detail: string): string {
  const message = explainError(code).name.toLowerCase().replaceAll("_", " ");
  const error = writeElements([
    ["code", code],
    ["sub_code", code],
    ["msg", message],
    ["detail", detail],
  ]);
  return encodeForm([
    ["partner", echo.partner],
    ["req_id", echo.reqId],
    ["res_error", `${XML_DECLARATION}<err>${error}</err>`],
    ["sec_id", echo.secId],
    ["service", echo.service],
    ["v", echo.v],
  ]);
}

function readToken(resData: string): TokenAnswer {
  const xml = parseXml(resData);
  const root = xml.ok && xml.root.name === "direct_trade_create_res" ? xml.root : undefined;
  const requestToken = onlyChild(root, "request_token")?.text;
  return requestToken ? { kind: "token", requestToken } : unknown("res_data holds no request_token");
}

function readError(params: ReadonlyMap<string, string>, asked: Asked): TokenAnswer {
  const foreign = foreignField(params, asked, { mayLack: true });
  if (foreign) return unknown(`the refusal's ${foreign} is not that of the request`);
  const xml = parseXml(params.get("res_error") ?? "");
  const root = xml.ok && xml.root.name === "err" ? xml.root : undefined;
  const mainCode = onlyChild(root, "code")?.text;
  if (!mainCode) return unknown("res_error holds no code");
  const code = onlyChild(root, "sub_code")?.text || mainCode;
  const words = onlyChild(root, "detail")?.text || onlyChild(root, "msg")?.text || "";
  const detail = `${explainError(code).name}: ${words}`;
  if (mainCode === "0000" || code === "0000") return unknown(`0000 ${detail}`);
  return { kind: "refused", code, detail, ...(contractCause(code) && { refusal: { kind: "refused", code, evidence: "" } as const }) };
}

/** The first field that differs from the request; a refusal may lack what the request lacked. */
function foreignField(params: ReadonlyMap<string, string>, asked: Asked, { mayLack = false } = {}): string | undefined {
  const expected = { partner: asked.partner, req_id: asked.reqId, service: TOKEN_SERVICE, v: "2.0", sec_id: asked.keys.secId };
  return Object.entries(expected).find(([name, value]) => (params.get(name) || (mayLack ? value : "")) !== value)?.[0];
}

function unknown(detail: string, refusal?: ContractRefusal): TokenAnswer {
  return { kind: "unknown", detail, ...(refusal && { refusal }) };
}
