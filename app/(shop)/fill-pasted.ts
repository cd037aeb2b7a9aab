import "server-only";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { formAction } from "@/app/form-action";
import { networkKey } from "@/lib/server/address";
import { logLimit } from "@/lib/server/log-limit";
import { limit } from "@/lib/server/rate-limit";
import { toLines } from "@/lib/server/typed-text";
import { areaText } from "@/lib/shop/addresses/area";
import { MAX_PASTED } from "@/lib/shop/addresses/pasted";
import { type SplitAddress, splitAddress } from "@/lib/shop/addresses/split-address";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { splitText as text } from "./split-text";

/** Of a network: more than all people behind it paste, and little work. */
const BUDGET = { points: 60, perSeconds: 60 };

/** Whatever else the form has comes back as it was. */
const pastedForm = z.looseObject({ paste: z.string().max(MAX_PASTED, text.tooLong).transform(toLines) });

/**
 * 识别: takes the pasted text apart and gives the form back with its fields filled in, for the buyer to look at; nothing is
 * kept. It is another button of the form that has the fields, so that it works without JavaScript and loses nothing typed.
 */
export const fillPasted = formAction(pastedForm, async ({ paste, ...others }) => {
  if (paste === "") return { ok: false, message: text.empty };
  const network = networkKey(await clientIp());
  if (!(await limit(getShop().pool, "split", network, BUDGET)).ok) {
    logLimit("split");
    return { ok: false, message: text.tooOften };
  }
  const found = splitAddress(paste);
  return { ok: true, message: messageOf(found), values: { ...(others as Record<string, string>), ...filledIn(found) } };
});

/** What was not found stays as it was typed. */
function filledIn({ name, phone, area, detail }: SplitAddress): Record<string, string> {
  return { ...(name && { name }), ...(phone && { phone }), ...(area && { region: areaText(area) }), ...(detail && { detail }) };
}

function messageOf({ name, phone, area, detail }: SplitAddress): string {
  if (!name && !phone && !area) return text.nothing;
  const { parts } = text;
  const missing = [!name && parts.name, !phone && parts.phone, !area && parts.area, !detail && parts.detail].filter(
    (part) => part !== false,
  );
  return missing.length === 0 ? text.done : text.missing(missing);
}
