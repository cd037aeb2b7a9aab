"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { wordsFor } from "@/lib/server/result";
import { addPromotion, changePromotion, stopPromotion } from "@/lib/shop/promotions/save-promotion";
import { smallRowId } from "../../form/row-id";
import { memberAction } from "../../member";
import { codeField, commonFields, couponFields, takeCoupon, takeTiers, takeTimes, tierFields, wrongIn } from "./promotion-fields";
import { takeScope } from "./take-scope";
import { text } from "./text";

/** Each category is a field of its own, which is there when it is ticked. */
const tick = z.string().max(20);
const known = {
  id: smallRowId,
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
};

const reduction = { ...commonFields, ...tierFields };
const coupon = { ...commonFields, ...couponFields };

/** The part of a form that is read in the same way whatever it is for: `said` names the goods. */
const readReduction = (form: Record<string, unknown>, context: z.RefinementCtx) => ({
  said: form,
  values: { name: String(form.name), ...takeTimes(form, wrongIn(context)), total: null, perBuyer: null },
  rule: { kind: "reduction" as const, tiers: takeTiers(form, wrongIn(context)) },
});
const readCoupon = (form: Record<string, unknown>, context: z.RefinementCtx) => {
  const { fromFen, off, total, perBuyer } = takeCoupon(form, wrongIn(context));
  return {
    said: form,
    values: { name: String(form.name), ...takeTimes(form, wrongIn(context)), total, perBuyer },
    rule: { kind: "coupon" as const, fromFen, off },
  };
};

const newReduction = z.object(reduction).catchall(tick).transform(readReduction);
const newCoupon = z
  .object({ ...coupon, code: codeField })
  .catchall(tick)
  .transform((form, context) => ({ ...readCoupon(form, context), code: form.code }));
const changedReduction = z
  .object({ ...reduction, ...known })
  .catchall(z.unknown())
  .transform((form, context) => ({ ...readReduction(form, context), id: form.id, version: form.version }));
const changedCoupon = z
  .object({ ...coupon, ...known })
  .catchall(z.unknown())
  .transform((form, context) => ({ ...readCoupon(form, context), id: form.id, version: form.version }));

export const addReductionAction = memberAction("promotions", newReduction, async ({ said, values, rule }, { shop }) => {
  const goods = await takeScope(shop, said);
  if (!goods.ok) return goods.state;
  const result = await addPromotion(shop, { ...values, code: null, rule: { ...rule, scope: goods.scope } });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/promotions?done=added");
});

export const addCouponAction = memberAction("promotions", newCoupon, async ({ said, values, rule, code }, { shop }) => {
  const goods = await takeScope(shop, said);
  if (!goods.ok) return goods.state;
  const result = await addPromotion(shop, { ...values, code, rule: { ...rule, scope: goods.scope } });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/promotions?done=added");
});

export const changeReductionAction = memberAction("promotions", changedReduction, async ({ said, values, rule, id, version }, { shop }) => {
  const goods = await takeScope(shop, said);
  if (!goods.ok) return goods.state;
  const result = await changePromotion(shop, { ...values, id, version, rule: { ...rule, scope: goods.scope } });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/promotions?done=changed");
});

export const changeCouponAction = memberAction("promotions", changedCoupon, async ({ said, values, rule, id, version }, { shop }) => {
  const goods = await takeScope(shop, said);
  if (!goods.ok) return goods.state;
  const result = await changePromotion(shop, { ...values, id, version, rule: { ...rule, scope: goods.scope } });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/promotions?done=changed");
});

export const stopPromotionAction = memberAction("promotions", z.strictObject({ id: smallRowId }), async ({ id }, { shop }) => {
  const result = await stopPromotion(shop, id);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/promotions?done=stopped");
});
