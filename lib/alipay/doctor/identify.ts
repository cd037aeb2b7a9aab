import { decodeGbk } from "../gbk";
import { decodeUtf8 } from "../utf8";
import type { MessageKind } from "./finding";

/**
 * The text of a captured file. Bytes that are no UTF-8 may be GBK: in a form they are escaped, so that each way to read a form
 * can decode them in its own; elsewhere they are read as GBK.
 */
export function textOf(input: string | Uint8Array): string {
  if (typeof input === "string") return input;
  const utf8 = decodeUtf8(input);
  if (utf8 !== null) return utf8;
  const latin1 = Buffer.from(input).toString("latin1");
  if (/^\s*[{<]/.test(latin1)) return decodeGbk(input) ?? latin1;
  return latin1.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
}

/** The part of what was pasted that is the message: the query of an address, the body of an HTTP request. */
export function messageIn(text: string): string {
  // Through bytes and back, so that no half of a character remains for others to throw at.
  const whole = Buffer.from(text, "utf8").toString("utf8");
  const trimmed = whole.replace(/^[\r\n\uFEFF]+|[\r\n]+$/g, "");
  const body = /^(?:GET|POST|HTTP\/)[^\n]*\r?\n(?:[^\n]+\r?\n)*\r?\n([\s\S]*)$/.exec(trimmed)?.[1];
  const target = /^(?:GET|POST) (\S+)/.exec(trimmed)?.[1] ?? trimmed;
  if (body) return joinForms(queryOf(target), body.trim());
  return queryOf(target) || (target.startsWith("?") ? target.slice(1) : target);
}

function queryOf(target: string): string {
  return /^(?:https?:\/\/|\/)[^\s?]*\?([^#\s]*)/.exec(target)?.[1] ?? "";
}

/** A request's parameters may be in both places; those that are in both count once. */
function joinForms(query: string, body: string): string {
  if (!query || body.startsWith("{") || body.startsWith("<")) return body;
  const inBody = new Set(body.split("&").map((pair) => pair.split("=", 1)[0]));
  return [...query.split("&").filter((pair) => !inBody.has(pair.split("=", 1)[0])), body].join("&");
}

/** What kind of message this is, by what only that kind holds; spoilt ones should still be known. */
export function identify(message: string, params: ReadonlyMap<string, string>): MessageKind {
  if (message.trimStart().startsWith("{")) return /"\w+_response"\s*:/.test(message) ? "openapi.response" : "unknown";
  if (/^\s*(<\?xml[^>]*>\s*)?<alipay>/.test(message)) return "mapi.answer";
  const has = (...names: string[]) => names.every((name) => params.has(name));
  const service = params.get("service") ?? "";
  if (has("res_data") || has("res_error")) return "wap.token_response";
  if (has("notify_data")) return "wap.notify";
  if (service === "alipay.wap.trade.create.direct") return "wap.token_request";
  if (service === "alipay.wap.auth.authAndExecute") return "wap.auth_request";
  if (params.get("notify_type") === "batch_refund_notify" || has("result_details")) return "mapi.refund_notify";
  if (service) return "mapi.request";
  if (has("method", "biz_content")) return "openapi.request";
  if (params.get("method")?.endsWith(".return")) return "openapi.return";
  if (has("app_id") && (has("notify_id") || has("trade_status"))) return "openapi.notify";
  if (has("request_token") || has("result", "out_trade_no")) return "wap.return";
  if (has("method", "app_id")) return "openapi.request";
  return has("trade_status", "notify_id") ? "openapi.notify" : "unknown";
}

/** Who signs a message of this kind, and which of the keys is theirs. */
export function signerOf(kind: MessageKind): { side: "alipay" | "own"; protocol: "wap" | "mapi" | "openapi" } {
  const protocol = kind.startsWith("openapi") ? "openapi" : kind.startsWith("mapi") ? "mapi" : "wap";
  const isRequest = kind.endsWith("request");
  return { side: isRequest ? "own" : "alipay", protocol: isRequest && protocol === "mapi" ? "wap" : protocol };
}
