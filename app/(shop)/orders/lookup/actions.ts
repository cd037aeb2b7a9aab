"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { clientIp } from "@/app/client-ip";
import { showInThisBrowser } from "@/app/current-order";
import { formAction } from "@/app/form-action";
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
  .max(200, { error: () => text.noInvalid })
  .transform(toCode)
  .pipe(z.string().regex(/^\d{10,24}$/, { error: () => text.noInvalid }));

/** 订单查询: number and phone together let this browser see the order. */
export const lookUp = formAction(z.strictObject({ no: orderNo, phone: phoneField }), async ({ no, phone }) => {
  const found = await lookUpOrder(getShop(), { no, phone, ip: await clientIp() });
  if (!found.ok) return { ok: false, message: wordsFor(found, text.refusals) };
  if (!(await showInThisBrowser(found.visit))) return { ok: false, message: text.crowded };
  redirect(orderHref(no));
});
