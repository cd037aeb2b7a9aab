"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { ensureBuyer } from "@/app/current-buyer";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { addToCart } from "@/lib/shop/cart/change-cart";
import { findVariantByValues, getVariants } from "@/lib/shop/catalog/get-variants";
import { MAX_QUANTITY, quantityLimit } from "@/lib/shop/catalog/product";
import { requireOpen } from "../../require-open";
import { productPageText as text } from "./page-text";

const rowNumber = z.coerce.number().int().positive().max(2_147_483_647);

/** A variant, or a value of each of the product's options. */
const choice = z.strictObject({
  variantId: rowNumber.optional(),
  value1: rowNumber.optional(),
  value2: rowNumber.optional(),
  quantity: z.coerce.number().int().min(1).max(MAX_QUANTITY),
  intent: z.enum(["cart", "buy"]),
});
type Choice = { variantId: number; quantity: number };

/** 加入购物车 or 立即购买: the button that was pressed says which. */
export const takeGoods = formAction(choice, async ({ intent, quantity, variantId, value1, value2 }) => {
  await requireOpen();
  const isOpen = variantId === undefined && (value1 === undefined || value2 === undefined);
  if (isOpen) return { ok: false, message: text.notChosen };
  const chosen = variantId ?? (await findVariantByValues(getShop().db, [value1 ?? 0, value2 ?? 0]));
  if (chosen === null) return { ok: false, message: text.noSuch };
  const goods = { variantId: chosen, quantity };
  return intent === "buy" ? buyNow(goods) : putIntoCart(goods);
});

async function putIntoCart(goods: Choice): Promise<FormState> {
  const added = await addToCart(getShop(), ensureBuyer, goods);
  refresh();
  if (!added.ok) return { ok: false, message: wordsFor(added, text.refusals) };
  return { ok: true, message: added.clamped ? text.addedFewer(added.quantity) : text.added };
}

/** Goes to the checkout with these goods alone; the cart stays as it is. */
async function buyNow({ variantId, quantity }: Choice): Promise<FormState> {
  const [facts] = await getVariants(getShop().db, [variantId]);
  if (!facts?.onSale) return { ok: false, message: text.refusals.off_sale };
  const limit = quantityLimit(facts.available, facts.limit);
  if (quantity > limit) return { ok: false, message: limit === 0 ? text.soldOut : text.tooMany(limit) };
  redirect(`/checkout?buy=${variantId}x${quantity}`);
}
