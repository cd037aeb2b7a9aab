import { z } from "zod";
import { toPhone } from "@/lib/server/typed-text";
import { MAX_EMAIL, parseEmail } from "@/lib/shop/word/contact/contact";
import { WORD_EVENTS, type WordEvent } from "@/lib/shop/word/outbox/word-event";
import { hook, line, mailServer, secret, ticked } from "../channel-fields";
import { text as words } from "./text";

/** The fields of the forms of 通知买家. */

const text = words.fields;

export const wordEventFields = Object.fromEntries(WORD_EVENTS.map((event) => [event, ticked])) as Record<WordEvent, typeof ticked>;

/** The events that were ticked. */
export function chosenWordEvents(ticks: Record<WordEvent, boolean>): WordEvent[] {
  return WORD_EVENTS.filter((event) => ticks[event]);
}

export const wordMail = z.strictObject({ ...wordEventFields, ...mailServer });
export const wordHook = z.strictObject({ ...wordEventFields, ...hook });

const template = line(0, 40, text.template).refine((typed) => typed === "" || /^SMS_\d{4,20}$/.test(typed), text.template);
export const wordAliyun = z.strictObject({
  ...wordEventFields,
  keyId: line(1, 64, text.keyId).refine((typed) => /^[\w.-]+$/.test(typed), text.keyId),
  keyPassword: secret(1, 100, text.keyPassword),
  signName: line(1, 40, text.signName),
  ...{ templatePaid: template, templateShipped: template, templateRefunded: template },
});

/** Where a test goes: an address of the owner's own, or for an SMS a number. */
export const testEmail = z
  .string()
  .max(2 * MAX_EMAIL, text.testEmail)
  .transform((typed, context) => {
    const email = parseEmail(typed);
    if (email) return email;
    context.addIssue(text.testEmail);
    return z.NEVER;
  });
export const testPhone = z
  .string()
  .max(40, text.testPhone)
  .transform(toPhone)
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, text.testPhone));
