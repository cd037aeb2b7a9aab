import "server-only";
import { z } from "zod";
import { currentLanguage } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readOffers } from "@/lib/shop/word/channels/list-word-channels";
import { type Contact, MAX_EMAIL, parseEmail } from "@/lib/shop/word/contact/contact";
import type { WordEvent } from "@/lib/shop/word/outbox/word-event";
import type { WordOffer } from "./word-fields";
import { wordText as text } from "./word-text";

/** What the form begins with; without it the field is empty and nothing is ticked: nobody agrees to an SMS by leaving a tick alone. */
type Begin = { email: string; sms: boolean };

/** What shoppers are offered to get word of an order by; null where the owner offers nothing now. */
export async function offerWord(begin: Begin): Promise<WordOffer | null> {
  return offerOf(await readOffers(getShop()), begin);
}

/** The same of what is offered, where that is known. */
export function offerOf(offers: Awaited<ReturnType<typeof readOffers>>, { email, sms }: Begin): WordOffer | null {
  if (!offers.email && !offers.sms) return null;
  const { title, email: label, smsHint } = text;
  const words = {
    ...{ title, email: label, smsHint },
    emailHint: text.emailHint(inWords(offers.email ?? [])),
    sms: text.sms(inWords(offers.sms ?? [])),
  };
  return { words, email: offers.email && email, sms: offers.sms && sms };
}

function inWords(events: readonly WordEvent[]): string {
  const names = events.map((event) => text.events[event]);
  const last = names.pop() ?? "";
  return names.length > 0 ? `${names.join(text.and)}${text.lastAnd}${last}` : last;
}

/** The fields of `WordFields`, for the schemas of the forms that have them; all unset in a form that did not ask. */
export const wordFields = {
  word: z.enum(["email", "sms", "email sms"]).optional(),
  email: z
    .string()
    .max(2 * MAX_EMAIL, { error: () => text.emailInvalid })
    .transform((typed, context) => {
      if (typed.trim() === "") return null;
      const email = parseEmail(typed);
      if (email) return email;
      context.addIssue(text.emailInvalid);
      return z.NEVER;
    })
    .optional(),
  sms: z.literal("on").optional(),
};

type Typed = { word?: z.infer<typeof wordFields.word>; email?: string | null | undefined; sms?: "on" | undefined };

/**
 * By what the shopper wants word, in the language of the page that was answered; unset where the form did not ask. A way that it did not ask
 * about, since the owner's channel stands still for now, stays as it is in `known`.
 */
export function contactOf({ word, email, sms }: Typed, known: Omit<Contact, "language"> | null = null): Contact | undefined {
  if (!word) return undefined;
  const asked = word.split(" ");
  return {
    email: asked.includes("email") ? (email ?? null) : (known?.email ?? null),
    sms: asked.includes("sms") ? sms === "on" : (known?.sms ?? false),
    language: currentLanguage(),
  };
}
