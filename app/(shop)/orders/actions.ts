"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { currentBuyer } from "@/app/current-buyer";
import { findVisibleOrder } from "@/app/current-order";
import { answer, formAction } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Words, wordsFor } from "@/lib/server/result";
import { isLongerThan } from "@/lib/server/typed-text";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { buyAgain } from "@/lib/shop/checkout/buy-again";
import { inAHurry } from "@/lib/shop/gateway/guard-gateway";
import { MAX_TYPED_SUM, parseYuan } from "@/lib/shop/money";
import { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import { extendReceipt } from "@/lib/shop/orders/extend-receipt";
import { requestClose } from "@/lib/shop/payments/close-order";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import { withdrawRequest } from "@/lib/shop/refunds/requested/withdraw-request";
import { keepContact, readContact, withdrawContact } from "@/lib/shop/word/contact/keep-contact";
import { lineOf } from "../address-fields";
import { contactOf, wordFields } from "../word-offer";
import { wordText } from "../word-text";
import { payScreen } from "./browser-kind";
import { orderHref } from "./order-href";
import { REFUND_KINDS, refundText } from "./refund-text";
import { ordersText } from "./text";

const orderRef = z.strictObject({ no: z.string().max(32) });
const shownNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .optional();
/**
 * `total`: the sum that stood beside the button, in fen; unset in a form from before it was sent along. `terms`: how often the owner had
 * changed the order, where its address stood beside the button.
 */
const payForm = orderRef.extend({ total: shownNumber, terms: shownNumber });
const PAY_BUDGET = { points: 20, perSeconds: 60 };
const notVisible = () => ({ ok: false, message: ordersText.pay.notVisible });

/** 立即付款: on to the cashier; where Alipay cannot open, to the page that says how to go on. */
export const payAction = formAction(payForm, async ({ no, total, terms }) => {
  const order = await findVisibleOrder(no);
  if (!order) return notVisible();
  const shop = getShop();
  const screen = payScreen((await headers()).get("user-agent"), shop.gateways.current);
  if (!screen) redirect(orderHref(no, { pay: "1" }));
  if (!(await limit(shop.pool, "pay", order.id, PAY_BUDGET)).ok) return { ok: false, message: ordersText.pay.tooOften };
  const started = await startPayment(inAHurry(shop), order.id, { screen, seenFen: total, seenTerms: terms });
  if (started.ok) redirect(started.redirectUrl as Route);
  return show(started, ordersText.payRefusals);
});

/** 取消订单. */
export const cancelAction = formAction(orderRef, async ({ no }) => {
  const order = await findVisibleOrder(no);
  return order ? show(await requestClose(getShop(), order.id, "buyer"), ordersText.cancelRefusals) : notVisible();
});

/** 再次购买: the goods of a closed order, once more at the checkout. */
export const buyAgainAction = formAction(orderRef, async ({ no }) => {
  const [order, buyer] = [await findVisibleOrder(no), await currentBuyer()];
  if (!order || !buyer) return notVisible();
  const again = await buyAgain(getShop(), { buyerId: buyer.id, orderId: order.id });
  if (!again.ok) return { ok: false, message: wordsFor(again, ordersText.again.refusals) };
  redirect(again.buy ? `/checkout?buy=${again.buy.variantId}x${again.buy.quantity}` : "/checkout");
});

/** 确认收货. */
export const receiveAction = formAction(orderRef, async ({ no }) => {
  const order = await findVisibleOrder(no);
  return order ? show(await confirmReceipt(getShop(), order.id), ordersText.receiveRefusals) : notVisible();
});

/** 延长收货. */
export const extendReceiptAction = formAction(orderRef, async ({ no }) => {
  const order = await findVisibleOrder(no);
  return order ? show(await extendReceipt(getShop(), order.id), ordersText.parcels.extendRefusals) : notVisible();
});

/** What was chosen and what was written are one reason, which the owner and Alipay read. */
const refundRequest = orderRef
  .extend({
    reason: lineOf({ max: 85, tooLong: () => refundText.needReason }),
    /** This and the sum are unset in a form from before one could choose them. */
    kind: z.enum(["", ...REFUND_KINDS]).default(""),
    amount: z
      .string()
      .max(MAX_TYPED_SUM, { error: () => refundText.sumInvalid })
      .transform((typed, context) => {
        const fen = parseYuan(typed.replace(/^[¥￥]/, ""));
        if (fen !== null && fen > 0) return fen;
        context.addIssue(refundText.sumInvalid);
        return z.NEVER;
      })
      .optional(),
  })
  .refine(({ kind, reason }) => kind !== "" || isLongerThan(reason, 1), { path: ["reason"], error: () => refundText.needReason });

/** 申请退款. */
export const requestRefundAction = formAction(refundRequest, async ({ no, reason: written, kind, amount }) => {
  const order = await findVisibleOrder(no);
  const reason = [kind, written].filter((part) => part !== "").join("：");
  return order ? show(await requestRefund(getShop(), order.id, { reason, amountFen: amount }), ordersText.refundRefusals) : notVisible();
});

/** 撤回申请. */
export const withdrawRequestAction = formAction(orderRef.extend({ refundNo: z.string().max(64) }), async ({ no, refundNo }) => {
  const order = await findVisibleOrder(no);
  return order ? show(await withdrawRequest(getShop(), order.id, { refundNo }), ordersText.withdrawRefusals) : notVisible();
});

const unread = z.unknown().optional();
/** Whoever wants no more word need not finish an address first. */
const wordForm = z.discriminatedUnion("intent", [
  orderRef.extend({ word: unread, email: unread, sms: unread, intent: z.literal("stop") }),
  orderRef.extend({ ...wordFields, intent: z.literal("keep") }),
]);
const WORD_BUDGET = { points: 20, perSeconds: 3600 };

/** 订单通知: by what this order's buyer gets word of it. Whoever sees the order may stop it; only the browser that placed it says where it goes. */
export const keepWordAction = formAction(wordForm, async (form) => {
  const order = await findVisibleOrder(form.no);
  if (!order) return notVisible();
  const shop = getShop();
  if (form.intent === "stop") {
    await withdrawContact(shop, order.id);
    refresh();
    return { ok: true, message: wordText.stopped };
  }
  const contact = contactOf(form, await readContact(shop, order.id));
  if (!order.isOwn || !contact) return { ok: false, message: wordText.onlyOwn };
  if (!(await limit(shop.pool, "order_word", order.id, WORD_BUDGET)).ok) return { ok: false, message: wordText.tooOften };
  const kept = await keepContact(shop, order.id, contact);
  refresh();
  return answer(kept, wordText.saved, wordText.refusals);
});

/** Shows the order as it is now, and the reason of a refusal. */
function show<Returned extends { ok: true } | Refusal>(result: Returned, words: Words<Extract<Returned, { ok: false }>>): FormState {
  refresh();
  return answer(result, "", words);
}
