import { decodeGbk } from "../gbk";
import { trimLineBreaks } from "../line-breaks";
import { decodeUtf8 } from "../utf8";
import type { Cause } from "./finding";
import { unescapeHtml } from "./logs/entities";
import { isBareMessage, messageInLog } from "./logs/find-message";
import { RAW_BYTES } from "./readings";

/** One HTTP request, apart: its readers are strict about what stands where. */
export type HttpParts = { query: string; body: string; contentType: string | null };

/** The message inside a captured text, and what must have happened to the text as a whole. */
export type Captured = {
  /** All that was pasted. */
  text: string;
  message: string;
  /** The parameters with exact boundaries, where a log had them decoded; `message` then is them joined. */
  pairs: ReadonlyMap<string, string> | null;
  causes: Cause[];
  http: HttpParts | null;
  /** Nothing was put right: the readers may judge it. */
  isAsItCame: boolean;
  /** An answer in GBK bytes, which may be what was signed. */
  isGbk: boolean;
};

/**
 * Finds the message in a captured file or text: a body, a query, an address, a whole HTTP request, or what logs, programs and
 * tools make of one. An answer that was HTML-escaped or saved in GBK is read all the same, and reported as such.
 */
export function readCaptured(input: string | Uint8Array): Captured {
  const whole = textOf(input);
  const text = trimLineBreaks(wellFormed(whole.text));
  const http = httpIn(text);
  const isGbk = whole.isForeign && /^\s*[{<]/.test(text);
  const gbk: Cause[] = isGbk ? ["gbk_bytes"] : [];
  const found = (part: Partial<Captured>): Captured => ({
    text,
    message: "",
    pairs: null,
    causes: gbk,
    http: null,
    isAsItCame: isGbk || !whole.isForeign,
    isGbk,
    ...part,
  });
  if (http) return found({ message: http.body ? joinForms(http.query, http.body) : http.query, http });
  if (isEscapedPage(text)) return found({ message: unescapeHtml(text), causes: [...gbk, "html_escaped"], isAsItCame: false });
  if (isBareMessage(text)) return found({ message: queryOf(text) || (text.startsWith("?") ? text.slice(1) : text) });
  const logged = messageInLog(text);
  if (!logged) return found({ message: queryOf(text) || text });
  if (logged.kind === "pairs") {
    // An escape in a log may stand for half a character.
    const pairs = new Map([...logged.pairs].map(([name, value]) => [wellFormed(name), wellFormed(value)]));
    return found({ message: joined(pairs), pairs, isAsItCame: false });
  }
  if (logged.kind === "text") return found({ message: queryOf(logged.text) || logged.text });
  const parts = { query: logged.query, body: logged.body, contentType: null };
  return found({ message: parts.body ? joinForms(parts.query, parts.body) : parts.query, http: parts });
}

function joined(pairs: ReadonlyMap<string, string>): string {
  return [...pairs].map(([name, value]) => `${name}=${value}`).join("&");
}

function isEscapedPage(text: string): boolean {
  return /^\s*(\{\s*&quot;|&lt;(\?xml|alipay)\b)/.test(text);
}

/**
 * The text of a captured file. UTF-16, as Windows saves it, is known by its mark or its zeros. Bytes that are not UTF-8 may be GBK:
 * in a form they are kept as raw bytes, so that each reading of the form can decode them itself; elsewhere they are read as GBK.
 */
function textOf(input: string | Uint8Array): { text: string; isForeign: boolean } {
  if (typeof input === "string") return { text: input, isForeign: false };
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const wide = utf16(bytes);
  if (wide !== null) return { text: wide, isForeign: false };
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null) return { text: utf8, isForeign: false };
  const latin1 = bytes.toString("latin1");
  if (/^\s*[{<]/.test(latin1)) return { text: decodeGbk(bytes) ?? latin1, isForeign: true };
  return { text: latin1.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(RAW_BYTES + byte.charCodeAt(0))), isForeign: true };
}

function utf16(bytes: Buffer): string | null {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (second === 0 && bytes[3] === 0 && first !== 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && bytes[2] === 0 && second !== 0);
  if (!(isLittle || isBig) || bytes.length % 2 !== 0) return null;
  return (isBig ? Buffer.from(bytes).swap16() : bytes).toString("utf16le");
}

/** Through bytes and back, so that no lone surrogate remains: later steps would throw. */
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** A whole HTTP request, or an answer with its head; null for any other text. */
function httpIn(text: string): HttpParts | null {
  const body = bodyOfHttp(text);
  const target = /^(?:GET|POST) (\S+)/.exec(text)?.[1] ?? "";
  const query = target.includes("?") ? queryOf(target) : "";
  if (!body && !query) return null;
  const head = text.slice(0, text.length - (body ?? "").length);
  return { query, body: body?.trim() ?? "", contentType: /\ncontent-type:[ \t]*([^\r\n]*)/i.exec(head)?.[1] ?? null };
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
