import { type ParsedForm, parseForm } from "../form";
import { gbkSpellings, isGbkName } from "../gbk";

export type CallbackForm = Exclude<ParsedForm, { ok: true }> | (Extract<ParsedForm, { ok: true }> & { isGbk: boolean });

/**
 * Reads the form of a notice or return in the charset that it names: UTF-8, or GBK, which old contracts were seen to send
 * although UTF-8 was asked for (docs/wire/alipay-openapi.md §2.5). The parameter `charset` is signed like any other, and
 * refused when it comes twice, so that nobody else can choose it. Where there is none, the head's content type names it: the
 * bytes that are signed are the same in any case, so that a wrong name makes nothing genuine.
 */
export function parseCallbackForm(
  input: Uint8Array | string,
  { maxBytes, contentType = null }: { maxBytes: number; contentType?: string | null },
): CallbackForm {
  const head = typeof input === "string" ? input : Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
  const own = head.length > maxBytes ? undefined : /(?:^|&)charset=([\w-]+)(?:&|$)/.exec(head)?.[1];
  const isGbk = isGbkName(own ?? /charset="?([\w-]+)/i.exec(contentType ?? "")?.[1]);
  const form = parseForm(input, { maxBytes, isGbk });
  if (!form.ok) return form;
  // Spelled so that the look before did not see it, it must not be read in another charset than it names.
  const named = form.params.get("charset");
  if (named !== undefined && isGbkName(named) !== isGbk) return { ok: false, reason: "malformed", detail: "charset" };
  return { ...form, isGbk };
}

/** The bytes that a notice or return may have signed of a text, in its own charset. */
export function callbackBytes(text: string, isGbk: boolean): Buffer[] {
  return isGbk ? gbkSpellings(text) : [Buffer.from(text, "utf8")];
}
