import "server-only";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { networkKey } from "@/lib/server/address";
import { logLimit } from "@/lib/server/log-limit";
import { limit } from "@/lib/server/rate-limit";
import { toLines } from "@/lib/server/typed-text";
import { MAX_PASTED } from "@/lib/shop/addresses/pasted";
import { type SplitAddress, splitAddress } from "@/lib/shop/addresses/split-address";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { filledIn } from "./filled-in";
import { splitText as text } from "./split-text";

/** Of a network: more than all people behind it paste, and little work. */
const BUDGET = { points: 60, perSeconds: 60 };

/** Whatever else the form has comes back as it was. */
const pastedForm = z.looseObject({
  // A browser counts a break of lines as one character and sends two.
  paste: z
    .string()
    .max(2 * MAX_PASTED, { error: () => text.tooLong })
    .transform(toLines)
    .refine((paste) => paste.length <= MAX_PASTED, { error: () => text.tooLong }),
});

/**
 * 识别: takes the pasted text apart and gives the form back with its fields filled in, for the buyer to look at; nothing is
 * kept. It is another button of the form that has the fields, so that it works without JavaScript and loses nothing typed.
 */
export async function fillPasted(previous: FormState, form: FormData): Promise<FormState> {
  const state = await fillFromPasted(previous, form);
  const wrong = state?.fieldErrors?.paste;
  return state && wrong ? { ...state, message: wrong } : state;
}

const fillFromPasted = formAction(pastedForm, async ({ paste, ...others }) => {
  if (paste === "") return { ok: false, message: text.empty };
  const network = networkKey(await clientIp());
  if (!(await limit(getShop().pool, "split", network, BUDGET)).ok) {
    logLimit("split");
    return { ok: false, message: text.tooOften };
  }
  const found = splitAddress(paste);
  const typed = others as Record<string, string>;
  const filled = filledIn(found, typed.detail ?? "");
  if (Object.keys(filled).length === 0) return { ok: false, message: text.nothingNew };
  // What has found no place is not lost either.
  const hasLeft = found.detail !== "" && filled.detail === undefined;
  return { ok: true, message: messageOf(found), values: { ...typed, ...filled, ...(hasLeft && { paste }) } };
});

function messageOf({ name, phone, area, detail }: SplitAddress): string {
  if (!name && !phone && !area) return text.nothing;
  const { parts } = text;
  const missing = [!name && parts.name, !phone && parts.phone, !area && parts.area, !detail && parts.detail].filter(
    (part) => part !== false,
  );
  return missing.length === 0 ? text.done : text.missing(missing);
}
