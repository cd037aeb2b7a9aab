import "server-only";
import type { Gateway, RefundNotificationResult } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { type Delivery, keepDelivery, type Named, type NoticeAnswer, rejectDelivery, SUCCESS } from "@/lib/shop/inbox/inbox";
import { readMessage } from "@/lib/shop/inbox/read-message";
import { keepReportedRefund } from "@/lib/shop/payments/keep-reported-refund";
import type { Shop } from "@/lib/shop/shop";
import { completeRefund, failRefund } from "../settle-refund";

type Batch = Extract<RefundNotificationResult, { ok: true }>;
type Own = { id: bigint; status: string; orderId: string | null; amountFen: number; payment: Paid };
type Paid = { tradeNo: string; outTradeNo: string; contract: string };

/**
 * Takes one delivery of the token protocol's notice of a batch of refunds: verifies it, has the gateway confirm it unless
 * it reports what is known already, ends the refund that it names, and keeps it in the inbox (docs/wire/alipay-wap.md §1.3,
 * §7). It is answered `success` only after that is committed.
 */
export async function receiveRefundNotification(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  const read = (gateway: Gateway) => readBatch(gateway, delivery);
  const { gateway, result: batch } = readMessage(shop, delivery.body, read);
  if (!batch.ok) return rejectDelivery(shop, delivery, batch.reason);
  const own = await findOwn(shop, batch.outRequestNo);
  const named = namesOf(batch, own);
  const payer = own ? shop.gateways.of(own.payment.contract) : gateway;
  // Alipay signs the batches of all partners with one key, so the contract that took the refund must read the message, too.
  if (payer.contract !== gateway.contract && !read(payer).ok) return rejectDelivery(shop, delivery, "wrong_contract", named);
  if (own?.status === "PENDING" || !own) {
    const answer = await payer.confirmNotification(batch.notifyId);
    if (answer !== "confirmed") return rejectDelivery(shop, delivery, answer === "denied" ? "denied" : "unconfirmed", named);
  }
  await shop.db.$transaction(async (tx) => {
    const outcome = await settle(tx, shop, batch, own);
    await keepDelivery(tx, shop, delivery, { ...named, ...outcome, answer: "success", orderId: own?.orderId ?? null });
  });
  return SUCCESS;
}

function readBatch(gateway: Gateway, { body, contentType }: Delivery): RefundNotificationResult {
  const batch = gateway.parseRefundNotification(body, contentType);
  return batch === "not_supported" ? { ok: false, reason: "wrong_service", detail: "not of this protocol" } : batch;
}

function findOwn(shop: Shop, outRequestNo: string): Promise<Own | null> {
  return shop.db.refund.findFirst({
    where: { outRequestNo, requestedBy: { not: "alipay" } },
    select: {
      id: true,
      status: true,
      orderId: true,
      amountFen: true,
      payment: { select: { tradeNo: true, outTradeNo: true, contract: true } },
    },
  });
}

/** One of our batches holds one refund; we asked for nothing else that is in it. */
async function settle(tx: Tx, shop: Shop, batch: Batch, own: Own | null): Promise<{ verdict: string; reason?: string }> {
  const [reported, ...more] = batch.refunds;
  const isOurs = own && reported && more.length === 0 && reported.tradeNo === own.payment.tradeNo && reported.amountFen === own.amountFen;
  if (!isOurs) return recordUnknownBatch(tx, shop, batch, own);
  if (own.status === "DONE") return { verdict: "repeat" };
  // A batch that was taken and failed has used its number up: whatever the cause, another refund takes its place.
  if (reported.outcome === "failed") await failRefund(tx, shop, own.id, { code: reported.code, advice: "never" });
  else if (own.status === "PENDING") await completeRefund(tx, shop, own.id, null);
  // One that counted as failed: the trade's own sum tells how to book it.
  else await matchLater(tx, shop, own);
  return { verdict: "refund" };
}

async function matchLater(tx: Tx, shop: Shop, { payment }: Own): Promise<void> {
  const refund = { status: "BATCH", feeFen: null, at: null };
  await keepReportedRefund(tx, { ...payment, rawStatus: "batch_refund_notify", refund }, shop.now());
}

async function recordUnknownBatch(tx: Tx, shop: Shop, batch: Batch, own: Own | null): Promise<{ verdict: string; reason: string }> {
  const [reported] = batch.refunds;
  const refs = { orderId: own?.orderId ?? null, outTradeNo: own?.payment.outTradeNo ?? "", tradeNo: reported?.tradeNo ?? "" };
  const detail = { refundNo: batch.outRequestNo };
  await recordDiscrepancy(
    tx,
    { kind: "refund_seen", subject: subjectOf.batch(batch.outRequestNo), ...refs, amountFen: reported?.amountFen ?? 0, detail },
    shop.now(),
  );
  return { verdict: "discrepancy", reason: "refund_seen" };
}

function namesOf({ notifyId, refunds }: Batch, own: Own | null): Named {
  const [reported] = refunds;
  return { notifyId, outTradeNo: own?.payment.outTradeNo ?? null, tradeNo: reported?.tradeNo ?? null, tradeStatus: reported?.code ?? null };
}
