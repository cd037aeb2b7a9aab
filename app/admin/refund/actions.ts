"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { MAX_TYPED_SUM, parseYuan } from "@/lib/shop/money";
import { acceptRequest } from "@/lib/shop/refunds/requested/accept-request";
import { confirmRefundDone } from "@/lib/shop/refunds/requested/confirm-refund-done";
import { declineRequest } from "@/lib/shop/refunds/requested/decline-request";
import { endRefundAsNotDone } from "@/lib/shop/refunds/requested/end-refund-as-not-done";
import { giveUpRefund } from "@/lib/shop/refunds/requested/give-up-refund";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { retryRefund } from "@/lib/shop/refunds/requested/retry-refund";
import { confirmedMemberAction } from "../confirmed-action";
import { rowId } from "../form/row-id";
import { wishKey } from "../form/wish-key";
import { memberAction } from "../member";
import { showRefusal, showStart } from "./show-outcome";
import { refundText as text } from "./text";

const yuan = z
  .string()
  .max(MAX_TYPED_SUM, text.needAmount)
  .transform((typed, context) => {
    const fen = parseYuan(typed);
    if (fen === null || fen < 1) context.addIssue({ code: "custom", message: text.needAmount });
    return fen ?? 0;
  });
const reason = z.string().trim().min(2, text.needReason).max(100, text.needReason);
const fen = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);

/** What `splitFreight` offered, and whether the owner took it: the two together are what goes back. */
const freightFields = { freight: fen.optional(), withFreight: z.literal("on").optional() };
const freightOf = ({ freight = 0, withFreight }: { freight?: number | undefined; withFreight?: "on" | undefined }) =>
  withFreight ? freight : 0;

const told = z.string().regex(/^\w{0,24}$/);
const refund = z.strictObject({
  orderId: z.uuid(),
  paymentId: rowId,
  amount: yuan,
  reason,
  wishKey,
  seenLeft: fen,
  told,
  ...freightFields,
});

export const refundAction = confirmedMemberAction(
  "money.refund",
  refund,
  async ({ amount, wishKey: key, seenLeft, told: toldNo, freight, withFreight, ...about }, { shop, member }) => {
    const seen = { leftFen: seenLeft, toldNo };
    const freightFen = freightOf({ freight, withFreight });
    const wish = { key, owner: member.login };
    const result = await refundOrder(shop, { ...about, amountFen: amount + freightFen, freightFen, seen, wish });
    return result.ok ? showStart(result) : showRefusal(result, text.notRefunded);
  },
);

const accept = z.strictObject({ refundId: rowId, amount: yuan, wishKey, ...freightFields });

export const acceptAction = confirmedMemberAction(
  "money.refund",
  accept,
  async ({ refundId, amount, wishKey: key, ...ticked }, { shop, member }) => {
    const freightFen = freightOf(ticked);
    const wish = { key, owner: member.login };
    const result = await acceptRequest(shop, { refundId, amountFen: amount + freightFen, freightFen, wish });
    return result.ok ? showStart(result) : showRefusal(result, text.notAnswered);
  },
);

const decline = z.strictObject({ refundId: rowId, note: z.string().trim().min(2, text.needNote).max(200, text.needNote) });

export const declineAction = memberAction("money.refund", decline, async ({ refundId, note }, { shop, member }) => {
  const result = await declineRequest(shop, { refundId, note, owner: member.login });
  return answer(result, text.declined, text.notAnswered);
});

export const retryAction = confirmedMemberAction(
  "money.refund",
  z.strictObject({ refundId: rowId, wishKey }),
  async ({ refundId, wishKey: key }, { shop, member }) => {
    const result = await retryRefund(shop, { refundId, wish: { key, owner: member.login } });
    return result.ok ? showStart(result) : showRefusal(result, text.notRetried);
  },
);

export const giveUpAction = memberAction("money.refund", z.strictObject({ refundId: rowId }), async ({ refundId }, { shop, member }) => {
  const result = await giveUpRefund(shop, { refundId, owner: member.login });
  return answer(result, text.givenUp, text.notGivenUp);
});

const end = z.strictObject({
  refundId: rowId,
  seen: z.enum(["done", "not_done"], text.needSeen),
  note: z.string().trim().min(4, text.needProof).max(200, text.needProof),
});

export const endAction = confirmedMemberAction("money.refund", end, async ({ refundId, seen, note }, { shop, member }) => {
  const ending = { refundId, note, owner: member.login };
  return seen === "done"
    ? answer(await confirmRefundDone(shop, ending), text.confirmedDone, text.notConfirmed)
    : answer(await endRefundAsNotDone(shop, ending), text.endedAsNotDone, text.notEnded);
});
