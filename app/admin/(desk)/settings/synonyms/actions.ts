"use server";

import { answer } from "@/app/form-action";
import { saveSynonyms } from "@/lib/shop/search/save-synonyms";
import { memberAction } from "../../../member";
import { synonyms } from "./synonym-fields";
import { text } from "./text";

export const saveSynonymsAction = memberAction("settings", synonyms, async ({ lines, was }, { shop }) =>
  answer(await saveSynonyms(shop, lines, was), text.saved, text.notSaved),
);
