"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { addCategory, renameCategory } from "@/lib/shop/catalog/save-category";
import { smallRowId } from "../../form/row-id";
import { ownerAction } from "../../owner";
import { text } from "./text";

const name = z.string().trim().min(1, text.needName).max(10, text.needName);

export const renameCategoryAction = ownerAction(z.strictObject({ id: smallRowId, name }), async (input, { shop }) =>
  answer(await renameCategory(shop, input.id, input.name), text.renamed, text.refusals),
);

export const addCategoryAction = ownerAction(z.strictObject({ name, icon: z.string().min(1).max(200) }), async (input, { shop }) =>
  answer(await addCategory(shop, input), text.added, text.refusals),
);
