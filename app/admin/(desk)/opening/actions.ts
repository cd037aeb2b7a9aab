"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { toLine } from "@/lib/server/typed-text";
import { addDemoGoods } from "@/lib/shop/demo-goods/add-demo-goods";
import { removeDemoGoods } from "@/lib/shop/demo-goods/remove-demo-goods";
import { checkContract } from "@/lib/shop/first-steps/check-contract";
import { openShop } from "@/lib/shop/first-steps/open-shop";
import { pauseShop, resumeShop } from "@/lib/shop/opening/change-standing";
import { renewPreview } from "@/lib/shop/opening/preview";
import { MAX_NOTE_LENGTH } from "@/lib/shop/opening/standing";
import { memberAction } from "../../member";
import { text } from "./text";

const nothing = z.strictObject({});
const note = z.string().max(2_000, text.noteTooLong).transform(toLine).pipe(z.string().max(MAX_NOTE_LENGTH, text.noteTooLong));

export const openShopAction = memberAction("settings", nothing, async (_input, { shop }) =>
  answer(await openShop(shop), text.opened, text.refusals),
);

export const pauseShopAction = memberAction("settings", z.strictObject({ note }), async (input, { shop }) =>
  answer(await pauseShop(shop, input.note), text.paused, { moved: text.moved }),
);

export const resumeShopAction = memberAction("settings", nothing, async (_input, { shop }) =>
  answer(await resumeShop(shop), text.resumed, { moved: text.moved }),
);

export const renewPreviewAction = memberAction("settings", nothing, async (_input, { shop }) => {
  await renewPreview(shop);
  return { ok: true, message: text.preview.renewed };
});

export const checkContractAction = memberAction("contract", nothing, async (_input, { shop }) => {
  const result = await checkContract(shop);
  const state = answer(result, text.check.good, text.check.refusals);
  return result.ok && !result.isGood ? { ok: true, message: text.check.bad, isWarning: true } : state;
});

export const addDemoGoodsAction = memberAction("settings", nothing, async (_input, { shop }) => {
  const result = await addDemoGoods(shop);
  return answer(result, result.ok ? text.demo.added(result.products) : "", text.demo.refusals);
});

export const removeDemoGoodsAction = memberAction("settings", nothing, async (_input, { shop }) => {
  const { products, kept } = await removeDemoGoods(shop);
  return { ok: true, message: text.demo.removed(products, kept) };
});
