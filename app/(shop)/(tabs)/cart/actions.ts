"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { currentBuyer } from "@/app/current-buyer";
import { type FormState, formAction } from "@/lib/server/action";
import { acknowledgePrices } from "@/lib/shop/cart/acknowledge-prices";
import { MAX_LINES } from "@/lib/shop/cart/cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { removeLine } from "@/lib/shop/cart/remove-line";
import { selectLines } from "@/lib/shop/cart/select-lines";
import { setQuantity } from "@/lib/shop/cart/set-quantity";
import { getShop } from "@/lib/shop/get-shop";
import type { Shop } from "@/lib/shop/shop";
import { type CartDeed, readDeed, readTyped } from "./cart-action";
import { cartText as text } from "./text";

/** The button's deed, and beside it the quantity fields of a browser without JavaScript. */
const cartForm = z.object({ deed: z.string().max(2_000) }).catchall(z.string().max(20));

/**
 * Every deed in the cart. One action for all of them: the browser sends them one after the other, so that 去结算 never
 * overtakes the quantity that was changed just before.
 */
export const changeCart = formAction(cartForm, async ({ deed: value, ...fields }) => {
  const deed = readDeed(value);
  const buyer = await currentBuyer();
  if (!buyer || !deed) return { ok: false, message: text.stale };
  const state = await doDeed(getShop(), buyer.id, deed, fields);
  refresh();
  return state;
});

async function doDeed(shop: Shop, buyerId: string, deed: CartDeed, fields: Record<string, string>): Promise<FormState> {
  switch (deed.kind) {
    case "quantity":
      return changeQuantity(shop, buyerId, deed);
    case "typed":
      return changeTyped(shop, buyerId, fields);
    case "select":
      await selectLines(shop, buyerId, { variantIds: [deed.variantId], selected: deed.selected });
      return null;
    case "select-all":
      await selectLines(shop, buyerId, { variantIds: "all", selected: deed.selected });
      return null;
    case "remove":
      await removeLine(shop, buyerId, deed.variantId);
      return { ok: true, message: text.removed };
    case "seen":
      await acknowledgePrices(shop, buyerId, deed.prices.slice(0, MAX_LINES));
      return null;
    case "checkout":
      if ((await getSelectedLines(shop, buyerId)).length === 0) return { ok: false, message: text.nothingSelected };
      redirect("/checkout");
  }
}

type Wish = { variantId: number; quantity: number };

async function changeQuantity(shop: Shop, buyerId: string, wish: Wish): Promise<FormState> {
  const set = await setQuantity(shop, buyerId, wish);
  if (!set.ok) return { ok: false, message: set.message };
  return set.clamped ? { ok: false, message: text.clamped(set.quantity) } : null;
}

/** Sets them all; the first refusal is the one that is told. */
async function changeTyped(shop: Shop, buyerId: string, fields: Record<string, string>): Promise<FormState> {
  let refusal: FormState = null;
  for (const wish of readTyped(fields).slice(0, MAX_LINES)) refusal ??= await changeQuantity(shop, buyerId, wish);
  return refusal;
}
