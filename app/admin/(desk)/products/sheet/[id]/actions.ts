"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { confirmImport } from "@/lib/shop/exchange/confirm-import";
import { memberAction } from "../../../../member";
import { sheetText as text } from "../text";

export const confirmImportAction = memberAction("goods.write", z.strictObject({ id: z.uuid() }), async ({ id }, { shop }) => {
  const result = await confirmImport(shop, id);
  return answer(result, result.ok && result.isOver ? text.confirmed : text.going, text.refusals);
});
