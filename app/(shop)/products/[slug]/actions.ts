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
import { getVariants } from "@/lib/shop/catalog/get-variants";
import { MAX_QUANTITY, quantityLimit } from "@/lib/shop/catalog/product";
import { productText as text } from "./text";

const choice = z.strictObject({
  variantId: z.coerce.number().int().positive().max(2_147_483_647),
  quantity: z.coerce.number().int().min(1).max(MAX_QUANTITY),
  intent: z.enum(["cart", "buy"]),
});
type Choice = Omit<z.output<typeof choice>, "intent">;

/** 加入购物车 or 立即购买: the button that was pressed says which. */
export const takeGoods = formAction(choice, async ({ intent, ...goods }) => (intent === "buy" ? buyNow(goods) : putIntoCart(goods)));

async function putIntoCart(goods: Choice): Promise<FormState> {
  const { id } = await ensureBuyer();
  const added = await addToCart(getShop(), id, goods);
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
