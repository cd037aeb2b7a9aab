"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { currentBuyer } from "@/app/current-buyer";
import { formAction } from "@/app/form-action";
import { LANGUAGE_COOKIE } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { buyerCookieName } from "@/lib/shop/buyers/buyer-token";
import { forgetBrowser } from "@/lib/shop/buyers/forget-browser";
import { catalogText } from "../../catalog-text";
import { keepCoupon } from "../../checkout/coupon-cookie";

/** 忘记这台设备. */
export const forgetAction = formAction(z.strictObject({}), async () => {
  const shop = getShop();
  const buyer = await currentBuyer();
  if (buyer) await forgetBrowser(shop, buyer.id);
  const jar = await cookies();
  jar.delete(buyerCookieName(shop));
  await keepCoupon(null);
  jar.delete(LANGUAGE_COOKIE);
  return { ok: true, message: catalogText.me.forget.done };
});
