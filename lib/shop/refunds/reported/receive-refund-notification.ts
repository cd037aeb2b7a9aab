import "server-only";
import type { Gateway, RefundNotificationResult } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { dayOf } from "@/lib/shop/day";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import {
  type Delivery,
  type Doubt,
  FAIL,
  hearInTurn,
  keepDelivery,
  type Named,
  type NoticeAnswer,
  rejectDelivery,
  SUCCESS,
} from "@/lib/shop/inbox/inbox";
import { readMessage } from "@/lib/shop/inbox/read-message";
import { countNotice, timeNotice } from "@/lib/shop/metrics";
import { keepReportedRefund } from "@/lib/shop/payments/keep-reported-refund";
import type { Shop } from "@/lib/shop/shop";
import { completeRefund, failRefund } from "../settle-refund";
import { askAboutRefund } from "./ask-about-refund";

type Batch = Extract<RefundNotificationResult, { ok: true }>;
type Own = {
  id: bigint;
  status: string;
  tryAt: Date | null;
  orderId: string | null;
  amountFen: number;
  payment: { tradeNo: string; outTradeNo: string; contract: string };
};

/**
 * Takes one delivery of the token protocol's notice of a batch of refunds: verifies it, has the gateway confirm it where it
 * can end a refund of ours, ends the refund that it names, and keeps it in the inbox (docs/wire/alipay-wap.md §1.3, §7). It is
 * answered `success` only after that is committed.
 */
export function receiveRefundNotification(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  return timeNotice("refund", () => take(shop, delivery));
}

async function take(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  await hearInTurn(shop, delivery.remoteIp);
  const read = (one: Gateway) => readBatch(one, delivery);
  const { gateway, result: batch } = await readMessage(shop, delivery.body, read);
  const count = (verdict: string, reason?: string) => countNotice({ about: "refund", protocol: gateway.protocol, verdict, reason });
  const reject = (reason: Parameters<typeof rejectDelivery>[2]) => {
    count("rejected", reason);
    return rejectDelivery(shop, delivery, reason);
  };
  if (!batch.ok) return reject(batch.reason);
  const own = await findOwn(shop, batch.outRequestNo);
  const payer = own ? shop.gateways.of(own.payment.contract) : gateway;
  // Alipay signs the batches of all partners with one key, so the contract that took the refund must read the message, too.
  if (payer.contract !== gateway.contract && !read(payer).ok) return reject("wrong_contract");
  const named = namesOf(batch, own);
  // What ends no refund of ours moves nothing, and needs no confirmation.
  const doubt = own?.status === "PENDING" ? await doubtOf(shop, own, batch) : null;
  if (doubt) {
    count("received", doubt);
    await keepDelivery(shop.db, shop, delivery, {
      ...named,
      verdict: "received",
      reason: doubt,
      answer: "fail",
      orderId: own?.orderId ?? null,
    });
    return FAIL;
  }
  const { verdict, reason } = await shop.db.$transaction(async (tx) => {
    const outcome = await settle(tx, shop, batch, own);
    await keepDelivery(tx, shop, delivery, { ...named, ...outcome, answer: "success", orderId: own?.orderId ?? null });
    // Earlier deliveries of the same notice that were not confirmed have come to this as well.
    await tx.notifyDelivery.updateMany({ where: { notifyId: batch.notifyId, verdict: "received" }, data: { ...outcome } });
    return outcome;
  });
  count(verdict, reason);
  return SUCCESS;
}

/**
 * notify_verify, where that is configured. It confirms an id once, and the process may have died after that: so a notice that
 * is not confirmed counts when Alipay's own answer about the refund bears it out (docs/decisions/0012). Until then the refund is
 * asked about as any other that is under way.
 */
async function doubtOf(shop: Shop, own: Own, batch: Batch): Promise<Doubt | null> {
  const answer = await shop.gateways.of(own.payment.contract).confirmNotification(batch.notifyId);
  if (answer === "confirmed") return null;
  const truth = await askAboutRefund(shop, own.id);
  if (truth === "done" || (truth === "not_done" && batch.refunds[0]?.outcome === "failed")) return null;
  await shop.db.refund.updateMany({ where: { id: own.id, status: "PENDING" }, data: { dueAt: shop.now() } });
  return answer === "denied" ? "denied" : "unconfirmed";
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
      tryAt: true,
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
  if (reported.outcome === "failed") {
    // An earlier try's batch has ended long ago: it says nothing about the one that is under way.
    if (own.tryAt && dayOf(own.tryAt) !== batch.datedOn) return { verdict: "no_change" };
    // A batch that was taken and failed has used its number up: whatever the cause, another refund takes its place.
    await failRefund(tx, shop, own.id, { code: reported.code, advice: "never" });
  } else if (own.status === "PENDING") await completeRefund(tx, shop, own.id, null);
  // One that counted as failed: the trade's own sum tells how to book it.
  else await matchLater(tx, shop, own, batch);
  return { verdict: "refund" };
}

/** Each batch is a report of its own: its number makes it another than that of any other batch of the trade. */
async function matchLater(tx: Tx, shop: Shop, { payment }: Own, { outRequestNo, datedOn }: Batch): Promise<void> {
  const rawStatus = `batch_refund_notify ${datedOn} ${outRequestNo}`;
  await keepReportedRefund(tx, { ...payment, rawStatus, refund: { status: "BATCH", feeFen: null, at: null } }, shop.now());
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
