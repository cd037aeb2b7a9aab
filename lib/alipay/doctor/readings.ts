import { decodeGbk } from "../gbk";
import { decodeUtf8 } from "../utf8";
import type { Cause } from "./finding";
import { undoEntitiesInNames, unescapeHtml } from "./logs/entities";

/** One way to read a form, and what must have gone wrong if it is the right one. */
export type Reading = { causes: Cause[]; params: Map<string, string> };

/** Bytes of a file in no known charset stand in a form's text as characters of the private use area from here on. */
export const RAW_BYTES = 0xf700;

/** A form as text, or its parameters with exact boundaries where a log had them so. */
export type FormSource = { message: string; pairs: ReadonlyMap<string, string> | null };

/** Every way in which a form may have to be read, the correct one first. Lenient, since the messages are damaged. */
export function readingsOf({ message, pairs }: FormSource): Reading[] {
  return plainReadings({ message, pairs }).flatMap((reading) => [reading, ...repairedValues(reading)]);
}

/** The same without repairs of values. */
export function plainReadings({ message, pairs }: FormSource): Reading[] {
  if (pairs) return pairReadings(pairs).flatMap((reading) => [reading, ...renamed(reading)]);
  // Where even the ampersands between the parameters are escaped, or became other signs, only the text before is a form at all.
  const unescaped = /&amp;[A-Za-z_]\w*=/.test(message) ? unescapeHtml(message) : message;
  const text = undoEntitiesInNames(unescaped);
  const escaped: Cause[] = text === message ? [] : ["html_escaped"];
  return formReadings(text)
    .map(({ causes, params }): Reading => ({ causes: [...escaped, ...causes], params }))
    .flatMap((reading) => [reading, ...renamed(reading)]);
}

/** Logged values are decoded once by whoever logged them; perhaps also once too often, or not at all. */
function pairReadings(pairs: ReadonlyMap<string, string>): Reading[] {
  const all = (decode: (value: string) => string) => new Map([...pairs].map(([name, value]) => [name, decode(value)]));
  return [
    { causes: ["decoded_twice"], params: all((value) => value) },
    { causes: ["decoded_twice", "plus_to_space"], params: all((value) => value.replaceAll("+", " ")) },
    { causes: ["decoded_twice", "encoded_twice"], params: all((value) => utf8(value.replaceAll("+", " "))) },
    { causes: ["decoded_twice", "encoded_twice"], params: all(utf8) },
    { causes: ["decoded_twice", "gbk_bytes"], params: all((value) => decodeGbk(bytes(value)) ?? "") },
  ];
}

/** Names that a page or a framework changed: `amp;sign`, `totalAmount`, `notify_id[]`. */
function renamed({ causes, params }: Reading): Reading[] {
  const right = (name: string) =>
    name
      .replace(/^(?:amp;)+/, "")
      .replace(/\[\d{0,3}\]$/, "")
      .replace(/([a-z])([A-Z])/g, (_, small: string, capital: string) => `${small}_${capital.toLowerCase()}`);
  const names = [...params.keys()];
  if (names.every((name) => right(name) === name)) return [];
  return [{ causes: [...causes, "names_rewritten"], params: new Map([...params].map(([name, value]) => [right(name), value])) }];
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
    { causes: ["decoded_twice", "gbk_bytes"], params: split(text, (value) => decodeGbk(bytes(value.replaceAll("%", "%25"))) ?? "") },
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
  const escaped = encoded.replace(/[\uf780-\uf7ff]/g, (raw) => `%${(raw.charCodeAt(0) - RAW_BYTES).toString(16)}`);
  return Buffer.from(escaped, "utf8")
    .toString("latin1")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
