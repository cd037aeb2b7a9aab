"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { MAX_TYPED_SUM, parseYuan } from "@/lib/shop/money";
import { addParcel } from "@/lib/shop/orders/add-parcel";
import { correctParcel } from "@/lib/shop/orders/correct-parcel";
import { sendNoMore } from "@/lib/shop/orders/send-no-more";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { takeBackParcel } from "@/lib/shop/orders/take-back-parcel";
import { requestClose } from "@/lib/shop/payments/close-order";
import { closeWithoutAnswer } from "@/lib/shop/payments/close-without-answer";
import { type PaymentTruth, refreshPayment } from "@/lib/shop/payments/refresh-payment";
import { settleByProof } from "@/lib/shop/payments/settle-by-proof";
import { confirmedMemberAction } from "../../../confirmed-action";
import { memberAction } from "../../../member";
import { addFields, answerParcel, correctionFields, parcelFields, readParcel, takeBackFields } from "../../parcels/parcel-input";
import { text as parcels } from "../../parcels/text";
import { text } from "./text";
import { unansweredText as words } from "./unanswered-text";

const orderId = z.uuid();

export const checkAction = memberAction("money.settle", z.strictObject({ orderId }), async (input, { shop }) => {
  const result = await refreshPayment({ ...shop, occasion: "owner" }, input.orderId, { actor: "owner", force: true });
  if (!result.ok) return { ok: false, message: wordsFor(result, text.notChecked) };
  return { ok: true, message: [...new Set(result.truths.map(inWords))].join("；") };
});

function inWords(truth: PaymentTruth): string {
  return text.answers[truth.kind === "settled" ? truth.settlement.kind : truth.kind];
}

export const shipAction = memberAction("orders.ship", parcelFields, async (input, { shop }) => {
  const { parcel, state } = readParcel(input);
  if (!parcel) return state;
  return answerParcel(await shipOrder(shop, input.orderId, parcel), parcels.shipped, parcels.sendRefusals, input.sure);
});

export const addParcelAction = memberAction("orders.ship", addFields, async ({ changes, ...input }, { shop }) => {
  const { parcel, state } = readParcel(input);
  if (!parcel) return state;
  const result = await addParcel(shop, input.orderId, { ...parcel, seen: Number(changes) });
  return answerParcel(result, parcels.added, parcels.sendRefusals, input.sure);
});

export const correctAction = memberAction("orders.ship", correctionFields, async ({ parcelId, ...input }, { shop }) => {
  const { parcel, state } = readParcel(input);
  if (!parcel) return state;
  const result = await correctParcel(shop, input.orderId, { parcelId, ...parcel });
  return answerParcel(result, parcels.corrected, parcels.correctRefusals, input.sure);
});

/** 撤回包裹. */
export const takeBackAction = memberAction("orders.ship", takeBackFields, async ({ orderId, parcelId }, { shop }) => {
  const result = await takeBackParcel(shop, orderId, { parcelId });
  return answer(result, result.ok && result.isUnsent ? parcels.unshipped : parcels.takenBack, parcels.takeBackRefusals);
});

/** 余下的不再发货. */
export const noMoreAction = memberAction("orders.ship", z.strictObject({ orderId }), async (input, { shop }) => {
  return answer(await sendNoMore(shop, input.orderId), parcels.noMoreDone, parcels.noMoreRefusals);
});

export const closeAction = memberAction("orders.close", z.strictObject({ orderId }), async (input, { shop }) => {
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
export const proveAction = confirmedMemberAction("money.settle", proof, async ({ amount, ...input }, { shop, member }) => {
  const result = await settleByProof(shop, { ...input, amountFen: amount, by: member.login });
  if (result.ok) return { ok: true, message: words.proven[result.saidBy] };
  return { ok: false, message: wordsFor(result, words.notProven) };
});

/** 不等答复，关闭订单. */
export const closeUnansweredAction = memberAction("orders.close", z.strictObject({ orderId, note }), async (input, { shop, member }) => {
  const result = await closeWithoutAnswer(shop, { ...input, by: member.login });
  return answer(result, words.closed, words.notClosed);
});
