"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { showInThisBrowser } from "@/app/current-order";
import { formAction } from "@/app/form-action";
import { visitorKey } from "@/lib/server/address";
import { limit } from "@/lib/server/rate-limit";
import { wordsFor } from "@/lib/server/result";
import { toCode } from "@/lib/server/typed-text";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { lookUpOrder } from "@/lib/shop/orders/look-up-order";
import { phoneField } from "../../address-fields";
import { orderHref } from "../order-href";
import { ordersText } from "../text";

const text = ordersText.lookup;
const orderNo = z
  .string()
  .max(200, text.noInvalid)
  .transform(toCode)
  .pipe(z.string().regex(/^\d{10,24}$/, text.noInvalid));

// Guessing means trying many phones for one number, or many numbers from one address: both are counted.
const PER_PLACE = { points: 10, perSeconds: 600 };
const PER_ORDER = { points: 10, perSeconds: 3600 };

/** 订单查询: number and phone together let this browser see the order. */
export const lookUp = formAction(z.strictObject({ no: orderNo, phone: phoneField }), async ({ no, phone }) => {
  const shop = getShop();
  const budgets = [
    await limit(shop.pool, "lookup_ip", visitorKey(await clientIp()), PER_PLACE),
    await limit(shop.pool, "lookup_no", no, PER_ORDER),
  ];
  const waitS = Math.max(...budgets.map((budget) => budget.retryAfterS));
  if (budgets.some((budget) => !budget.ok)) return { ok: false, message: text.tooOften(Math.ceil(waitS / 60)) };
  const found = await lookUpOrder(shop, { no, phone });
  if (!found.ok) return { ok: false, message: wordsFor(found, text.refusals) };
  await showInThisBrowser(found.visit);
  redirect(orderHref(no));
});
