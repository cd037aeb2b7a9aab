import { encodeGbk } from "../../gbk";

/** The charsets in which a bill was seen, or may come; the first that reads its heading is the file's. */
export const CHARSETS = ["utf-8", "gb18030"] as const;
export type Charset = (typeof CHARSETS)[number];

const decoders = { "utf-8": new TextDecoder("utf-8"), gb18030: new TextDecoder("gb18030") };

/** The text of bytes that stand one to a character (latin1); what the charset does not know becomes U+FFFD. */
export function decodeBytes(bytes: string, charset: Charset): string {
  return decoders[charset].decode(Buffer.from(bytes, "latin1"));
}

/** A text as bytes that stand one to a character (latin1). */
export function encodeBytes(text: string, charset: Charset): string {
  return (charset === "utf-8" ? Buffer.from(text, "utf8") : encodeGbk(text)).toString("latin1");
}
