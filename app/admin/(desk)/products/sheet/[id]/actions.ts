"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { confirmImport } from "@/lib/shop/exchange/confirm-import";
import { ownerAction } from "../../../../owner";
import { sheetText as text } from "../text";

export const confirmImportAction = ownerAction(z.strictObject({ id: z.uuid() }), async ({ id }, { shop }) => {
  const result = await confirmImport(shop, id);
  return answer(result, result.ok && result.isOver ? text.confirmed : text.going, text.refusals);
});
