"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { currentBuyer } from "@/app/current-buyer";
import { formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { wordsFor } from "@/lib/server/result";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { linesToOrder } from "@/lib/shop/cart/cart";
import { acknowledgePrices, removeLines, selectLines, setQuantity } from "@/lib/shop/cart/change-cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { MAX_LINES } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";
import { requireOpen } from "../../require-open";
import { type CartAction, readAction, readTyped } from "./cart-action";
import { cartText as text } from "./text";

/** The action of the button that was pressed; a browser without JavaScript sends the quantity fields too. */
const cartForm = z.object({ cartAction: z.string().max(2_000) }).catchall(z.string().max(20));

/**
 * Every action in the cart. One server action for all of them: the browser sends them one after the other, so that 去结算
 * never overtakes the quantity that was changed just before.
 */
export const changeCart = formAction(cartForm, async ({ cartAction: value, ...fields }) => {
  await requireOpen();
  const action = readAction(value);
  const buyer = await currentBuyer();
  if (!buyer || !action) return { ok: false, message: text.stale };
  const state = await run(getShop(), buyer.id, action, fields);
  refresh();
  return state;
});

async function run(shop: Shop, buyerId: string, action: CartAction, fields: Record<string, string>): Promise<FormState> {
  switch (action.kind) {
    case "quantity":
      return changeQuantity(shop, buyerId, action);
    case "typed":
      return changeTyped(shop, buyerId, fields);
    case "select":
      await selectLines(shop, buyerId, { variantIds: [action.variantId], selected: action.selected });
      return null;
    case "select-all":
      await selectLines(shop, buyerId, { variantIds: "all", selected: action.selected });
      return null;
    case "remove":
      await removeLines(shop, buyerId, [action.variantId]);
      return { ok: true, message: text.removed };
    case "seen":
      await acknowledgePrices(shop, buyerId, action.prices.slice(0, MAX_LINES));
      return null;
    case "checkout":
      if (linesToOrder(await getSelectedLines(shop, buyerId)).length === 0) return { ok: false, message: text.nothingSelected };
      redirect("/checkout");
  }
}

type Wish = { variantId: number; quantity: number };

async function changeQuantity(shop: Shop, buyerId: string, wish: Wish): Promise<FormState> {
  const set = await setQuantity(shop, buyerId, wish);
  if (!set.ok) return { ok: false, message: wordsFor(set, text.refusals) };
  return set.clamped ? { ok: false, message: text.clamped(set.quantity) } : null;
}

/** Sets one quantity after the other, up to the first that is refused or clamped, and says so. */
async function changeTyped(shop: Shop, buyerId: string, fields: Record<string, string>): Promise<FormState> {
  let refusal: FormState = null;
  for (const wish of readTyped(fields).slice(0, MAX_LINES)) refusal ??= await changeQuantity(shop, buyerId, wish);
  return refusal;
}
