import "server-only";
import { z } from "zod";
import { currentBuyer } from "@/app/current-buyer";
import { formAction } from "@/app/form-action";
import { areaText } from "@/lib/shop/addresses/area";
import { readSaved } from "@/lib/shop/addresses/read-book";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { choiceText as text } from "./choice-text";

/** Whatever else the form has comes back as it was. */
const chosenForm = z.looseObject({ use: z.string().max(36) });

/** Another one of the browser's addresses is put into the form. */
export const fillSaved = formAction(chosenForm, async ({ use, ...others }) => {
  const buyer = await currentBuyer();
  const saved = buyer && (await readSaved(getShop(), buyer.id, use));
  if (!saved) return { ok: false, message: text.gone };
  const { name, phone, detail } = saved;
  return {
    ok: true,
    message: text.chosen,
    values: { ...(others as Record<string, string>), name, phone, detail, region: areaText(saved) },
  };
});
