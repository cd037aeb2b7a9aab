import { encodeForm } from "../../form";
import { splitMembers } from "../../openapi/json";
import { unescapeHtml } from "./entities";
import { readGoMap, readHtmlForm, readJavaMap, readMultipart, readNameLines, readPrintR, readVarDump, readVarExport } from "./lines";
import { readLiteral } from "./literal";
import { readCurl } from "./shell";
import { objectInLog } from "./structured";

/** `pairs`: parameters with exact boundaries, decoded already. `form`: the message's own text. `http`: its two parts. */
export type LoggedMessage =
  | { kind: "pairs"; pairs: Map<string, string> }
  | { kind: "text"; text: string }
  | { kind: "http"; query: string; body: string };

/** Whether a text is itself a form, an answer or an address, and no line of a log around one. */
export function isBareMessage(text: string): boolean {
  if (/^\s*[{<]/.test(text)) return isAnswer(text);
  return /^(?:https?:\/\/|\/|\?)\S*sign=/.test(text) || (/^[A-Za-z_][\w%.[\]]{0,80}=/.test(text) && text.includes("&"));
}

function isAnswer(text: string): boolean {
  if (text.trimStart().startsWith("<")) return /^\s*(?:<\?xml[^>]*>\s*)?<alipay>/.test(text);
  return splitMembers(text)?.some(({ name }) => name.endsWith("_response")) ?? false;
}

/** A form or an answer that stands alone in a text. */
function isMessage(text: string): boolean {
  return isAnswer(text) || (/(?:^|[&?])sign=/.test(text) && text.split("&", 4).length === 4);
}

/**
 * The message inside what people paste: a line of a log with JSON, an object as Node, Python, PHP, Ruby, Java or Go prints it, a
 * curl command, an access log, lines of a browser's tools, a form of a page. Null where nothing of that is seen.
 */
export function messageInLog(text: string): LoggedMessage | null {
  return quoted(text) ?? answerInside(text) ?? page(text) ?? command(text) ?? printed(text) ?? token(text);
}

/** The whole body as a program's text: "app_id=…&sign=…", b'…'. */
function quoted(text: string): LoggedMessage | null {
  if (!/^\s*(?:b|u)?["']/.test(text)) return null;
  const read = readLiteral(text, 0);
  const value = read && text.slice(read.end).trim() === "" ? read.value : null;
  if (typeof value !== "string") return null;
  return isBareMessage(value) ? { kind: "text", text: value } : messageInLog(value);
}

/** An answer's exact text with something in front of it or behind. */
function answerInside(text: string): LoggedMessage | null {
  const at = /"(?:\w{1,80}_response|sign|alipay_cert_sn)"\s{0,8}:/.exec(text)?.index ?? -1;
  const from = at < 0 ? -1 : text.lastIndexOf("{", at);
  const answer = from < 0 ? "" : text.slice(from, objectEnd(text, from));
  return isAnswer(answer) ? { kind: "text", text: answer } : null;
}

function objectEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = stringEnd(text, at);
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at;
}

function page(text: string): LoggedMessage | null {
  if (/<input/i.test(text)) {
    const form = readHtmlForm(text, unescapeHtml);
    if (form) return { kind: "http", query: form.query, body: encodeForm(form.fields) };
  }
  return pairs(text.includes("form-data;") ? readMultipart(text) : null);
}

function command(text: string): LoggedMessage | null {
  const curl = readCurl(text);
  if (!curl) return null;
  return curl.body.trimStart().startsWith("{") ? messageInLog(curl.body) : { kind: "http", ...curl };
}

function printed(text: string): LoggedMessage | null {
  if (text.includes('["sign"]=>')) return pairs(readVarDump(text));
  if (text.includes("[sign] =>")) return pairs(readPrintR(text));
  if (text.includes("'sign' => '")) return pairs(readVarExport(text));
  const logged = objectInLog(text, isMessage);
  if (logged) return "pairs" in logged ? pairs(logged.pairs) : { kind: "text", text: logged.text };
  return pairs(readGoMap(text) ?? readJavaMap(text) ?? readNameLines(text));
}

function pairs(found: Map<string, string> | null): LoggedMessage | null {
  return found && { kind: "pairs", pairs: found };
}

/** The one word of a line that is a message: an access log's address or body, a form behind a prefix. */
function token(text: string): LoggedMessage | null {
  const plain = text.replace(/\\x([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const words = plain.split(/[\s"'`]+/).filter((word) => word.includes("sign=") && isMessage(word.slice(word.indexOf("?") + 1)));
  const [word] = words.sort((one, other) => other.length - one.length);
  if (!word) return null;
  const query = /^(?:https?:\/\/|\/)/.test(word) && word.includes("?") ? word.slice(word.indexOf("?") + 1) : word;
  return { kind: "text", text: query.replace(/^.{0,200}?[:>\])](?=[A-Za-z_]\w{0,60}=)/, "") };
}

/** A log that shows where values were, and not what they were. */
export function hidesValues(text: string): boolean {
  return /\[Ljava\.lang\.String;@|\[object Object\]|=\[Ljava/.test(text);
}

/** A text that names what messages hold and ends before its message does. */
export function isCut(text: string): boolean {
  return /\b(?:app_id|notify_id|notify_data|out_trade_no|\w{1,60}_response)\b/.test(text);
}
