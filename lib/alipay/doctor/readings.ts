import { decodeGbk } from "../gbk";
import { decodeUtf8 } from "../utf8";
import type { Cause } from "./finding";

/** One way to read a form, and what must have gone wrong if it is the right one. */
export type Reading = { causes: Cause[]; params: Map<string, string> };

/** Every way in which the text of a form may have to be read, the correct one first. Lenient, since the messages are damaged. */
export function readingsOf(text: string): Reading[] {
  // Where even the ampersands between the parameters are escaped, only the unescaped text is a form at all.
  const isEscaped = /&amp;[A-Za-z_]\w*=/.test(text);
  const escaped: Cause[] = isEscaped ? ["html_escaped"] : [];
  return formReadings(isEscaped ? unescapeHtml(text) : text)
    .map(({ causes, params }): Reading => ({ causes: [...escaped, ...causes], params }))
    .flatMap((reading) => [reading, ...repairedValues(reading)]);
}

/**
 * Form encoding leaves only ASCII without blanks and braces, and escapes the `/` and `=` of base64. A text that holds blanks,
 * braces or other characters, or a `/` or `=` of base64 and no escape at all, has been decoded before.
 */
function formReadings(text: string): Reading[] {
  const isDecoded = /[^!-~]|["<>{}\\^`]/.test(text) || (!text.includes("%") && /(?:^|&)\w+=[^&]*[=/]/.test(text));
  return isDecoded ? decodedReadings(text) : encodedReadings(text);
}

function decodedReadings(text: string): Reading[] {
  return [
    { causes: ["decoded_twice"], params: split(text, (value) => value) },
    { causes: ["decoded_twice", "plus_to_space"], params: split(text, (value) => value.replaceAll("+", " ")) },
    // An address as browsers show it: Chinese decoded, the rest not.
    { causes: ["decoded_twice"], params: split(text, (value) => utf8(value.replaceAll("+", " "))) },
    { causes: ["decoded_twice", "encoded_twice"], params: split(text, utf8) },
    { causes: ["decoded_twice", "gbk_bytes"], params: split(text, (value) => decodeGbk(bytes(value)) ?? "") },
  ];
}

function encodedReadings(text: string): Reading[] {
  const plus = (encoded: string) => encoded.replaceAll("+", " ");
  return [
    { causes: [], params: split(text, (encoded) => utf8(plus(encoded))) },
    { causes: ["plus_to_space"], params: split(text, utf8) },
    { causes: ["decoded_twice"], params: split(text, (encoded) => encoded) },
    { causes: ["encoded_twice"], params: split(text, (encoded) => utf8(plus(utf8(plus(encoded))))) },
    { causes: ["encoded_twice"], params: split(text, (encoded) => utf8(utf8(plus(encoded)))) },
    { causes: ["gbk_bytes"], params: split(text, (encoded) => decodeGbk(bytes(plus(encoded))) ?? "") },
  ];
}

/** The same reading with values repaired that other software is known to change. */
function repairedValues({ causes, params }: Reading): Reading[] {
  const repair = (cause: Cause, change: (value: string, name: string) => string): Reading[] => {
    const changed = new Map([...params].map(([name, value]) => [name, change(value, name)]));
    const isChanged = [...changed].some(([name, value]) => params.get(name) !== value);
    return isChanged ? [{ causes: [...causes, cause], params: changed }] : [];
  };
  return [
    ...repair("html_escaped", unescapeHtml),
    ...repair("html_escaped", (value) => unescapeHtml(unescapeHtml(value))),
    ...repair("decoded_twice", (value, name) => (name === "passback_params" ? encodeURIComponent(value) : value)),
    ...repair("line_break_added", (value, name) => (name === "notify_data" ? withoutIndentation(value) : value)),
    ...repair("line_break_added", (value, name) => (isBase64ish(name, value) ? value.replace(/[\r\n]+/g, "") : value)),
    ...repair("plus_to_space", (value, name) => (isBase64ish(name, value) ? value.replaceAll(" ", "+") : value)),
  ];
}

/** XML without what an editor puts around and between its elements. */
function withoutIndentation(xml: string): string {
  return xml
    .trim()
    .split(">")
    .map((part) => (part.trimStart().startsWith("<") ? part.trimStart() : part))
    .join(">");
}

/** A ciphertext that lost its pluses or was broken into lines; `sign` is repaired elsewhere. */
function isBase64ish(name: string, value: string): boolean {
  return (name === "notify_data" || name === "res_data" || name === "biz_content") && /^[A-Za-z0-9+/ =\r\n]+$/.test(value);
}

/** Undoes the escaping of frameworks that treat parameters as text of a page. */
export function unescapeHtml(value: string): string {
  return value
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replace(/&#0?39;|&apos;/g, "'")
    .replaceAll("&amp;", "&");
}

function split(text: string, decode: (encoded: string) => string): Map<string, string> {
  const params = new Map<string, string>();
  for (const pair of text.split(/&(?=[A-Za-z_][\w%.[\]]*=)/)) {
    const equals = pair.indexOf("=");
    if (equals > 0) params.set(decode(pair.slice(0, equals)), decode(pair.slice(equals + 1)));
  }
  return params;
}

function utf8(encoded: string): string {
  return decodeUtf8(bytes(encoded)) ?? bytes(encoded).toString("utf8");
}

function bytes(encoded: string): Buffer {
  return Buffer.from(percentBytes(encoded), "latin1");
}

/** %XX as bytes, in a string of one character a byte; everything else as its UTF-8 bytes. */
function percentBytes(encoded: string): string {
  return Buffer.from(encoded, "utf8")
    .toString("latin1")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
