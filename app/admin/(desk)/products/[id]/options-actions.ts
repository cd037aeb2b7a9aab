"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { addOption } from "@/lib/shop/catalog/add-option";
import { changeOption } from "@/lib/shop/catalog/change-option";
import { removeOption, swapOptions } from "@/lib/shop/catalog/remove-option";
import { saveMatrix } from "@/lib/shop/catalog/save-matrix";
import { smallRowId } from "../../../form/row-id";
import { memberAction } from "../../../member";
import { matrixForm } from "./matrix-fields";
import { changedOption, newOption } from "./option-fields";
import { optionsText as text } from "./options-text";

export const addOptionAction = memberAction("goods.write", newOption, async ({ productId, ...input }, { shop }) =>
  answer(await addOption(shop, productId, input), text.added, text.refusals),
);

export const changeOptionAction = memberAction("goods.write", changedOption, async ({ productId, change }, { shop }) =>
  answer(await changeOption(shop, productId, change), text.saved, text.refusals),
);

const whole = z.strictObject({ productId: smallRowId, optionId: smallRowId });

export const removeOptionAction = memberAction("goods.write", whole, async ({ productId, optionId }, { shop }) =>
  answer(await removeOption(shop, productId, optionId), text.removed, text.refusals),
);

export const swapOptionsAction = memberAction("goods.write", z.strictObject({ productId: smallRowId }), async ({ productId }, { shop }) =>
  answer(await swapOptions(shop, productId), text.saved, text.refusals),
);

/** The column in which what was refused can be mended. */
const COLUMN_OF = {
  ...{ list_price: "list", former_price: "list", never_sold: "list", no_record: "list" },
  ...{ no_weight: "grams", below_zero: "stock" },
} as const;

export const saveMatrixAction = memberAction("goods.write", matrixForm, async ({ productId, rows, basis }, { shop }) => {
  const inputs = rows.map(({ input }) => input);
  const result = await saveMatrix(shop, productId, inputs, basis);
  if (result.ok || !("row" in result) || !rows[result.row]) return answer(result, text.matrix.saved, text.matrix.refusals);
  const message = wordsFor(result, text.matrix.refusals);
  const field = `${COLUMN_OF[result.reason]}-${rows[result.row]?.key}`;
  return { ok: false, message, fieldErrors: { [field]: message } };
});
