import "server-only";
import type { Gateway, RefundAnswer, RefundRequest } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";
import { lockPayment } from "../lock-payment";
import { nextLook } from "../refund";
import { completeRefund, failRefund } from "../settle-refund";
import { tryTimeOf, turnOf } from "./judge-send";
import { recordRefusal } from "./record-refusal";

/**
 * Asks Alipay, under the contract of its payment, for a refund that is written down: the identical request for as long as an earlier one may still be taken, one
 * refund of a trade at a time and at least 3 s after the one before; a refund whose turn it is not waits for the worker. What
 * is not known stays PENDING. Nothing is returned: the row tells how it stands.
 */
export async function sendRefund(shop: Shop, refundId: bigint): Promise<void> {
  const claimed = await claim(shop, refundId);
  if (claimed) await recordAnswer(shop, refundId, await claimed.gateway.refund(claimed.request));
}

/**
 * The claim is committed before the call, so that a crash in the middle leaves a send that may have been taken. With none of
 * those a new try begins, dated now (docs/decisions/0010).
 */
async function claim(shop: Shop, refundId: bigint): Promise<{ gateway: Gateway; request: RefundRequest } | null> {
  const at = shop.now();
  const { paymentId } = await shop.db.refund.findUniqueOrThrow({ where: { id: refundId }, select: { paymentId: true } });
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    const siblings = await tx.refund.findMany({ where: { paymentId, startedAt: { not: null } } });
    const refund = siblings.find(({ id }) => id === refundId);
    if (refund?.status !== "PENDING") return null;
    if (!shop.gateways.has(payment.contract)) {
      // Nothing can be sent. With no send that may still be taken it has failed for certain, and can be tried again.
      if (refund.openSends === 0) await failRefund(tx, shop, refundId, { code: "CONTRACT_GONE", advice: "same_again_later" });
      return null;
    }
    const turn = turnOf(siblings, refundId, at);
    if (turn > at) {
      await tx.refund.update({ where: { id: refundId }, data: { dueAt: turn } });
      return null;
    }
    const tryAt = tryTimeOf(refund, at);
    const counts = { openSends: { increment: 1 }, checks: { increment: 1 } };
    const dueAt = nextLook(at, refund.checks);
    await tx.refund.update({ where: { id: refundId }, data: { ...counts, tryAt, sentAt: at, dueAt, lastAnswer: "sent" } });
    const request = {
      outTradeNo: payment.outTradeNo,
      tradeNo: payment.tradeNo,
      outRequestNo: refund.outRequestNo,
      amountFen: refund.amountFen,
      totalFen: payment.amountFen,
      reason: refund.reason,
      notifyUrl: `${shop.config.shopUrl}/api/alipay/refund-notify`,
      requestedAt: tryAt,
      depositBack: true,
    };
    return { gateway: shop.gateways.of(payment.contract), request };
  });
}

async function recordAnswer(shop: Shop, refundId: bigint, answer: RefundAnswer): Promise<void> {
  if (answer.kind === "refunded") {
    await shop.db.$transaction((tx) => completeRefund(tx, shop, refundId, answer.at));
    return;
  }
  if (answer.kind === "refused") return recordRefusal(shop, refundId, answer);
  if (answer.kind === "unknown")
    shop.log.warn({ refundId, detail: answer.detail }, "a refund has an unknown outcome; it will be asked about");
  await shop.db.refund.updateMany({
    where: { id: refundId, status: "PENDING" },
    data: {
      lastAnswer: answer.kind === "unknown" ? `unknown: ${answer.detail}` : answer.kind,
      ...(answer.kind === "owner_must_confirm" && { confirmUrl: answer.url }),
    },
  });
}
