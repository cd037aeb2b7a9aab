"use server";

import { saveSynonyms } from "@/lib/shop/search/save-synonyms";
import { ownerAction } from "../../../owner";
import { synonyms } from "./synonym-fields";
import { text } from "./text";

export const saveSynonymsAction = ownerAction(synonyms, async ({ lines }, { shop }) => {
  await saveSynonyms(shop, lines);
  return { ok: true, message: text.saved };
});
