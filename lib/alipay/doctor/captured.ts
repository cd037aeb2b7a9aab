import { decodeGbk } from "../gbk";
import { trimLineBreaks } from "../line-breaks";
import { parseJsonObject } from "../openapi/json";
import { decodeUtf8 } from "../utf8";
import type { Cause } from "./finding";
import { unescapeHtml } from "./readings";

/** The message inside a captured text, and what must have happened to the text as a whole. */
export type Captured = { message: string; causes: Cause[] };

/**
 * Finds the message in a captured file or text: a body, a query, an address, a whole HTTP request, or the parameters as
 * JSON, as frameworks log them. An answer that was HTML-escaped or saved in GBK is read all the same, and reported as such.
 */
export function readCaptured(input: string | Uint8Array): Captured {
  const text = textOf(input);
  const message = messageIn(text);
  const isGbk = typeof input !== "string" && /^\s*[{<]/.test(text) && decodeUtf8(input) === null;
  const isEscaped = /^\s*(\{\s*&quot;|&lt;(\?xml|alipay)\b)/.test(message);
  return {
    message: isEscaped ? unescapeHtml(message) : (formOfJson(message) ?? message),
    causes: [...(isEscaped ? (["html_escaped"] as const) : []), ...(isGbk ? (["gbk_bytes"] as const) : [])],
  };
}

/**
 * The text of a captured file. Bytes that are not UTF-8 may be GBK: in a form they are percent-escaped, so that each reading
 * of the form can decode them itself; elsewhere they are read as GBK.
 */
function textOf(input: string | Uint8Array): string {
  if (typeof input === "string") return input;
  const utf8 = decodeUtf8(input);
  if (utf8 !== null) return utf8;
  const latin1 = Buffer.from(input).toString("latin1");
  if (/^\s*[{<]/.test(latin1)) return decodeGbk(input) ?? latin1;
  return latin1.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
}

/** The part of what was pasted that is the message: the query of an address, the body of an HTTP request. */
function messageIn(text: string): string {
  // Through bytes and back, so that no lone surrogate remains: later steps would throw.
  const whole = Buffer.from(text, "utf8").toString("utf8");
  const trimmed = trimLineBreaks(whole);
  const body = bodyOfHttp(trimmed);
  const target = /^(?:GET|POST) (\S+)/.exec(trimmed)?.[1] ?? trimmed;
  if (body) return joinForms(queryOf(target), body.trim());
  return queryOf(target) || (target.startsWith("?") ? target.slice(1) : target);
}

/** What stands behind the first empty line of a whole HTTP message; null for any other text. */
function bodyOfHttp(text: string): string | null {
  if (!/^(?:GET|POST|HTTP\/)/.test(text)) return null;
  const emptyLine = /\n\r?\n/.exec(text);
  return emptyLine && text.slice(emptyLine.index + emptyLine[0].length);
}

/** A decoded address holds blanks. */
function queryOf(target: string): string {
  return /^(?:https?:\/\/|\/)[^\s?]*\?([^#\r\n]*)/.exec(target)?.[1] ?? "";
}

/** A request's parameters may stand in the address and in the body; those in both places count once. */
function joinForms(query: string, body: string): string {
  if (!query || body.startsWith("{") || body.startsWith("<")) return body;
  const inBody = new Set(body.split("&").map((pair) => pair.split("=", 1)[0]));
  return [...query.split("&").filter((pair) => !inBody.has(pair.split("=", 1)[0])), body].join("&");
}

/** Parameters that were logged as one JSON object, as the decoded pairs that they are; null for any other text. */
function formOfJson(message: string): string | null {
  const fields = parseJsonObject(message);
  const pairs = fields && Object.entries(fields);
  if (!pairs || !("sign" in fields) || pairs.some(([name, value]) => typeof value !== "string" || name.endsWith("_response"))) return null;
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}
