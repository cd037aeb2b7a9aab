/** The noun: by what a buyer wants word of an order. Pure. */

export type WordLanguage = "zh-CN" | "en";

/** `email`: null where none was left; `sms`: to the receiver's phone. */
export type Contact = { email: string | null; sms: boolean; language: WordLanguage };

/** The most characters of an address (RFC 5321, 4.5.3.1.3, less its brackets). */
export const MAX_EMAIL = 254;
/** Of what stands before the sign (RFC 5321, 4.5.3.1.1). */
const MAX_LOCAL = 64;

/** Letters, digits and what mail systems give out; no quoting, no comments, nothing that could be a second address or a line of a mail's head. */
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** The address as it is meant: full-width characters as plain ones, and no blanks. Null for what is none. */
export function parseEmail(typed: string): string | null {
  if (typed.length > 2 * MAX_EMAIL) return null;
  const email = typed
    .normalize("NFKC")
    .replace(/[\s\u200B-\u200F\u2060\uFEFF]+/gu, "")
    .replace(/^mailto:/iu, "");
  const [local = ""] = email.split("@");
  return email.length <= MAX_EMAIL && local.length <= MAX_LOCAL && EMAIL.test(email) ? email : null;
}

/** Enough of an address for its owner to know it: "l***@example.com". */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}
