"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { moveCategory } from "@/lib/shop/catalog/arrange-categories";
import { CATEGORY_ICONS } from "@/lib/shop/catalog/category-icon";
import { deleteCategory } from "@/lib/shop/catalog/delete-category";
import { MAX_LENGTHS } from "@/lib/shop/catalog/product";
import { addCategory, changeCategory } from "@/lib/shop/catalog/save-category";
import { smallRowId } from "../../form/row-id";
import { was } from "../../form/was";
import { memberAction } from "../../member";
import { text } from "./text";

const name = z.string().trim().min(1, text.needName).max(MAX_LENGTHS.categoryName, text.needName);
const icon = z.enum(CATEGORY_ICONS);
const id = smallRowId;

export const addCategoryAction = memberAction("goods.write", z.strictObject({ name, icon }), async (input, { shop }) =>
  answer(await addCategory(shop, input), text.added, text.refusals),
);

export const changeCategoryAction = memberAction(
  "goods.write",
  z.strictObject({ id, was, name, icon: icon.optional() }),
  async ({ id: which, ...input }, { shop }) => answer(await changeCategory(shop, which, input), text.changed, text.refusals),
);

export const moveCategoryAction = memberAction(
  "goods.write",
  z.strictObject({ id, move: z.enum(["up", "down"]) }),
  async (input, { shop }) => answer(await moveCategory(shop, input.id, input.move), text.moved, text.refusals),
);

/** The card goes with its form, so that the page says what was done. */
export const deleteCategoryAction = memberAction("goods.write", z.strictObject({ id }), async (input, { shop }) => {
  const result = await deleteCategory(shop, input.id);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/categories?deleted=1");
});
