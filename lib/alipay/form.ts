import { decodeGbk } from "./gbk";
import { decodeUtf8 } from "./utf8";

export type ParsedForm = { ok: true; params: Map<string, string> } | { ok: false; reason: "oversize" | "malformed"; detail: string };

/**
 * Reads application/x-www-form-urlencoded, or a query string, strictly, since such messages are signed: decoded once, each
 * name once, UTF-8 unless the caller knows that it is GBK, no control character but \t \n \r, and no character that a
 * correct writer escapes. A text of more than `maxBytes` (encoded) or `maxFields` parameters is refused.
 */
export function parseForm(
  input: Uint8Array | string,
  { maxBytes = 65_536, maxFields = 64, isGbk = false }: { maxBytes?: number; maxFields?: number; isGbk?: boolean } = {},
): ParsedForm {
  const size = typeof input === "string" ? Buffer.byteLength(input, "utf8") : input.byteLength;
  if (size > maxBytes) return { ok: false, reason: "oversize", detail: `${size} bytes, more than ${maxBytes}` };
  const text = typeof input === "string" ? input : Buffer.from(input.buffer, input.byteOffset, size).toString("latin1");
  if (text === "") return { ok: true, params: new Map() };
  // The encoding leaves only these characters; a raw blank, a quote or a byte above 7F was not written by a form encoder.
  if (!/^[!$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z{|}~]*$/.test(text)) return malformed("a character that should be escaped");
  const fields = text.split("&", maxFields + 1);
  if (fields.length > maxFields) return { ok: false, reason: "oversize", detail: `more than ${maxFields} fields` };
  return readFields(fields, isGbk ? decodeGbk : decodeUtf8);
}

/** Writes application/x-www-form-urlencoded: UTF-8, a blank as `+`, in the order given. */
export function encodeForm(params: Iterable<readonly [string, string]>): string {
  return new URLSearchParams([...params].map(([name, value]) => [name, value])).toString();
}

type Decode = (bytes: Uint8Array) => string | null;

function readFields(fields: string[], decode: Decode): ParsedForm {
  const params = new Map<string, string>();
  for (const field of fields) {
    const equals = field.indexOf("=");
    if (equals < 1) return malformed("a field without a name or without an equals sign");
    const name = decodeComponent(field.slice(0, equals), decode);
    const value = decodeComponent(field.slice(equals + 1), decode);
    if (name === null || value === null) return malformed("an escape that is not %XX of the charset, or a control character");
    if (params.has(name)) return malformed("a name that comes twice");
    params.set(name, value);
  }
  return { ok: true, params };
}

function decodeComponent(encoded: string, decode: Decode): string | null {
  // Most names and values are plain ASCII, which is the same in every charset here.
  if (!encoded.includes("%")) return encoded.replaceAll("+", " ");
  if (/%(?![0-9A-Fa-f]{2})/.test(encoded)) return null;
  const bytes = Buffer.from(
    encoded.replace(/\+|%../g, (code) => (code === "+" ? " " : String.fromCharCode(Number.parseInt(code.slice(1), 16)))),
    "latin1",
  );
  const text = decode(bytes);
  return text === null || /(?![\t\n\r])\p{Cc}/u.test(text) ? null : text;
}

function malformed(detail: string): ParsedForm {
  return { ok: false, reason: "malformed", detail };
}
