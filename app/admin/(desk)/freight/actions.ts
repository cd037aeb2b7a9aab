"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { deleteTemplate } from "@/lib/shop/freight/delete-template";
import { addTemplate, changeTemplate } from "@/lib/shop/freight/save-template";
import { setWholeOrderFree } from "@/lib/shop/freight/set-whole-order-free";
import { smallRowId } from "../../form/row-id";
import { memberAction } from "../../member";
import { takeRules, takeWholeOrderFree, templateFields, wholeOrderFields } from "./template-fields";
import { text } from "./text";

const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const unit = z.enum(["piece", "weight"]);

const added = z
  .strictObject({ ...templateFields, unit })
  .transform((form, context) => ({ name: form.name, unit: form.unit, rules: takeRules(form, context) }));

/** The list says what was done: the form is gone with its page. */
export const addTemplateAction = memberAction("settings", added, async (input, { shop }) => {
  const result = await addTemplate(shop, input);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/freight?done=added");
});

const changed = z
  .strictObject({ ...templateFields, id: smallRowId, version })
  .transform((form, context) => ({ id: Number(form.id), version: Number(form.version), name: form.name, rules: takeRules(form, context) }));

export const changeTemplateAction = memberAction("settings", changed, async (input, { shop }) => {
  const result = await changeTemplate(shop, input);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/freight?done=changed");
});

export const deleteTemplateAction = memberAction("settings", z.strictObject({ id: smallRowId }), async ({ id }, { shop }) => {
  const result = await deleteTemplate(shop, id);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/freight?done=deleted");
});

const whole = z
  .strictObject({ ...wholeOrderFields, version })
  .transform((form, context) => ({ free: takeWholeOrderFree(form, context), version: Number(form.version) }));

export const setWholeOrderFreeAction = memberAction("settings", whole, async (input, { shop }) => {
  const result = await setWholeOrderFree(shop, input);
  if (!result.ok) return answer(result, "", text.refusals);
  redirect("/admin/freight?done=savedWhole");
});
