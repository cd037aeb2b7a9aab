import { type ParsedForm, parseForm } from "../form";
import { encodeGbk, isGbkName } from "../gbk";

/**
 * Reads the form of a notice or return in the charset that it names: UTF-8, or GBK, which old contracts were seen to send
 * although UTF-8 was asked for (docs/wire/alipay-openapi.md §2.5). The parameter `charset` is signed like any other, and
 * refused when it comes twice, so that nobody else can choose it.
 */
export function parseCallbackForm(input: Uint8Array | string, { maxBytes }: { maxBytes: number }): ParsedForm {
  const head = typeof input === "string" ? input : Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
  const charset = head.length > maxBytes ? undefined : /(?:^|&)charset=([\w-]+)(?:&|$)/.exec(head)?.[1];
  return parseForm(input, { maxBytes, isGbk: isGbkName(charset) });
}

/** The bytes that a notice or return signs of a text, in its own charset. */
export function callbackBytes(text: string, params: ReadonlyMap<string, string>): Buffer {
  return isGbkName(params.get("charset")) ? encodeGbk(text) : Buffer.from(text, "utf8");
}
