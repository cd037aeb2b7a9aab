"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { findVisibleOrder } from "@/app/current-order";
import { answer, formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { limit } from "@/lib/server/rate-limit";
import type { Result } from "@/lib/server/result";
import { getShop } from "@/lib/shop/get-shop";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { requestClose } from "@/lib/shop/payments/close-order";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { requestRefund } from "@/lib/shop/refunds/request-refund";
import { withdrawRequest } from "@/lib/shop/refunds/withdraw-request";
import { browserKind } from "./browser-kind";
import { orderHref } from "./order-href";
import { ordersText } from "./text";

/** Which order, and the unguessable link's token (empty for the browser that placed it). */
const orderRef = z.strictObject({ no: z.string().max(32), t: z.string().max(64) });
const PAY_BUDGET = { points: 20, perSeconds: 60 };
const notVisible = { ok: false, message: ordersText.pay.notVisible };

/** 立即付款: on to the cashier; where Alipay cannot open, to the page that says how to go on. */
export const payOrder = formAction(orderRef, async ({ no, t }) => {
  const order = await findVisibleOrder(no, t);
  if (!order) return notVisible;
  if (browserKind((await headers()).get("user-agent")) !== "phone") redirect(orderHref(no, t, { pay: "1" }));
  const shop = getShop();
  if (!(await limit(shop.pool, "pay", order.id, PAY_BUDGET)).ok) return { ok: false, message: ordersText.pay.tooOften };
  const started = await startPayment(shop, order.id);
  if (started.ok) redirect(started.redirectUrl as Route);
  return tell(started);
});

/** 取消订单. */
export const cancelOrder = formAction(orderRef, async ({ no, t }) => {
  const order = await findVisibleOrder(no, t);
  return order ? tell(await requestClose(getShop(), order.id, "buyer")) : notVisible;
});

/** 确认收货. */
export const receiveOrder = formAction(orderRef, async ({ no, t }) => {
  const order = await findVisibleOrder(no, t);
  if (!order) return notVisible;
  const received = await confirmReceipt(getShop(), order.id);
  refresh();
  return answer(received, "", ordersText.receiveRefusals);
});

const refundAsk = orderRef.extend({
  reason: z.string().trim().min(2, ordersText.refund.needReason).max(100, ordersText.refund.needReason),
});

/** 申请退款. */
export const askRefund = formAction(refundAsk, async ({ no, t, reason }) => {
  const order = await findVisibleOrder(no, t);
  return order ? tell(await requestRefund(getShop(), order.id, { reason })) : notVisible;
});

/** 撤回申请. */
export const withdrawRefundRequest = formAction(orderRef.extend({ refundNo: z.string().max(64) }), async ({ no, t, refundNo }) => {
  const order = await findVisibleOrder(no, t);
  return order ? tell(await withdrawRequest(getShop(), order.id, { refundNo })) : notVisible;
});

/** Shows the order as it is now; of a refusal also the reason. */
function tell(result: Result<object>): FormState {
  refresh();
  return result.ok ? { ok: true, message: "" } : { ok: false, message: result.message };
}
