"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { dropInvisible } from "@/lib/server/typed-text";
import { MAX_TYPED_SUM, parseYuan } from "@/lib/shop/money";
import { correctParcel } from "@/lib/shop/orders/correct-parcel";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { closeWithoutAnswer } from "@/lib/shop/payments/close-without-answer";
import { type PaymentTruth, refreshPayment } from "@/lib/shop/payments/refresh-payment";
import { settleByProof } from "@/lib/shop/payments/settle-by-proof";
import { confirmedOwnerAction } from "../../../confirmed-action";
import { ownerAction } from "../../../owner";
import { text } from "./text";
import { unansweredText as words } from "./unanswered-text";

const orderId = z.uuid();

export const checkAction = ownerAction(z.strictObject({ orderId }), async (input, { shop }) => {
  const result = await refreshPayment({ ...shop, occasion: "owner" }, input.orderId, { actor: "owner", force: true });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.notChecked) };
  return { ok: true, message: [...new Set(result.truths.map(inWords))].join("；") };
});

function inWords(truth: PaymentTruth): string {
  return text.answers[truth.kind === "settled" ? truth.settlement.kind : truth.kind];
}

const shipping = z.strictObject({
  orderId,
  courier: z.enum(text.couriers, text.needCourier),
  trackingNo: z
    .string()
    .max(200, text.needTracking)
    .transform((typed) =>
      dropInvisible(typed)
        .normalize("NFKC")
        .replace(/\s/g, "")
        .replace(/\p{Pd}/gu, "-"),
    )
    .pipe(z.string().regex(/^[A-Za-z0-9-]{5,40}$/, text.needTracking)),
});

export const shipAction = ownerAction(shipping, async ({ orderId, courier, trackingNo }, { shop }) => {
  const result = await shipOrder(shop, orderId, { courier, trackingNo });
  return answer(result, text.shipped, text.shipRefusals);
});

export const correctAction = ownerAction(shipping, async ({ orderId, courier, trackingNo }, { shop }) => {
  const result = await correctParcel(shop, orderId, { courier, trackingNo });
  return answer(result, text.corrected, text.correctRefusals);
});

export const closeAction = ownerAction(z.strictObject({ orderId }), async (input, { shop }) => {
  const result = await requestClose(shop, input.orderId, "owner");
  if (!result.ok) return { ok: false, message: wordsFor(result, text.notClosed) };
  return { ok: true, message: result.closed ? text.closed : text.closing };
});

const note = z.string().trim().min(4, words.needNote).max(200, words.needNote);
const proof = z.strictObject({
  orderId,
  tradeNo: z
    .string()
    .trim()
    .regex(/^\d{16,64}$/, words.needTradeNo),
  amount: z
    .string()
    .max(MAX_TYPED_SUM, words.needAmount)
    .transform((typed, context) => {
      const fen = parseYuan(typed);
      if (fen === null) context.addIssue({ code: "custom", message: words.needAmount });
      return fen ?? 0;
    }),
  note,
});

/** 按已收款处理. */
export const proveAction = confirmedOwnerAction(proof, async ({ amount, ...input }, { shop, owner }) => {
  const result = await settleByProof(shop, { ...input, amountFen: amount, by: owner.login });
  if (result.ok) return { ok: true, message: words.proven[result.saidBy] };
  return { ok: false, message: wordsFor(result, words.notProven) };
});

/** 不等答复，关闭订单. */
export const closeUnansweredAction = ownerAction(z.strictObject({ orderId, note }), async (input, { shop, owner }) => {
  const result = await closeWithoutAnswer(shop, { ...input, by: owner.login });
  return answer(result, words.closed, words.notClosed);
});
