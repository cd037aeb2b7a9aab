import "server-only";
import { createHash } from "node:crypto";
import type { RejectReason, Trade } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { limit } from "@/lib/server/rate-limit";
import type { Shop } from "@/lib/shop/shop";
import { type Settlement, settlePayment } from "./settle-payment";

/** What a notice may weigh, in bytes; real ones are below 4 KiB. */
export const MAX_NOTICE_BYTES = 64 * 1024;

/** How many refused deliveries of one address are kept; more are only counted, so that nobody fills the database. */
const KEPT_REFUSALS = { points: 60, perSeconds: 60 };

export type Delivery = { body: Uint8Array; contentType: string | null; remoteIp: string };

/** `success` only after commit, and only for what was handled or is a repeat; everything else makes Alipay try again. */
export type NoticeAnswer = { handled: boolean; body: "success" | "fail" };
const SUCCESS: NoticeAnswer = { handled: true, body: "success" };
const FAIL: NoticeAnswer = { handled: false, body: "fail" };

/**
 * Takes one delivery of Alipay's notice: verifies it strictly, has the gateway confirm it where that is configured, settles
 * it, and keeps it in the inbox with what became of it. Whatever is wrong with it, the answer outside is the same `fail`;
 * the reason stays inside (alipay-wap §4 and §7).
 */
export async function receiveNotification(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  const parsed = shop.gateway.parseNotification(delivery.body, delivery.contentType);
  if (!parsed.ok) return reject(shop, delivery, parsed.reason);
  const { notifyId, trade } = parsed;
  const doubt = await doubtOf(shop, notifyId, trade);
  if (doubt) return reject(shop, delivery, doubt, { notifyId, trade });
  const settlement = await settlePayment(shop, trade, "notify", (tx, outcome) =>
    keep(tx, shop, delivery, { notifyId, trade, verdict: outcome.kind, answer: "success", ...aboutOrder(outcome) }),
  );
  if (settlement.kind === "discrepancy") {
    shop.log.error(
      { outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, kind: settlement.discrepancy },
      "a notice does not fit; see the discrepancies",
    );
  }
  return SUCCESS;
}

/**
 * notify_verify, but not for a trade that is booked already: once `success` was answered the gateway denies the id
 * (alipay-wap §7), and a repeat changes nothing anyway.
 */
async function doubtOf(shop: Shop, notifyId: string, trade: Trade): Promise<"denied" | "unconfirmed" | null> {
  const booked = await shop.db.payment.findUnique({ where: { tradeNo: trade.tradeNo }, select: { id: true } });
  if (booked) return null;
  const answer = await shop.gateway.confirmNotification(notifyId);
  if (answer === "confirmed") return null;
  // The worker finds out by asking about the trade itself.
  await hurryWorker(shop, trade.outTradeNo);
  return answer === "denied" ? "denied" : "unconfirmed";
}

async function hurryWorker(shop: Shop, outTradeNo: string): Promise<void> {
  await shop.db.order.updateMany({ where: { attempts: { some: { outTradeNo, status: "OPEN" } } }, data: { dueAt: shop.now() } });
}

type Known = { notifyId: string; trade: Trade };

async function reject(
  shop: Shop,
  delivery: Delivery,
  reason: RejectReason | "denied" | "unconfirmed",
  known?: Known,
): Promise<NoticeAnswer> {
  shop.log.warn({ reason, remoteIp: delivery.remoteIp, bytes: delivery.body.byteLength }, "refused a notice");
  const { ok } = known ? { ok: true } : await limit(shop.pool, "notify-refused", delivery.remoteIp, KEPT_REFUSALS);
  if (ok) await keep(shop.db, shop, delivery, { ...known, verdict: "rejected", reason, answer: "fail" });
  return FAIL;
}

type Kept = Partial<Known> & { verdict: string; reason?: string; answer: string; orderId?: string | null };

async function keep(tx: Tx, shop: Shop, { body, contentType, remoteIp }: Delivery, { trade, notifyId, ...kept }: Kept): Promise<void> {
  await tx.notifyDelivery.create({
    data: {
      ...kept,
      receivedAt: shop.now(),
      protocol: shop.gateway.protocol,
      remoteIp,
      contentType: storable(contentType ?? "").slice(0, 200),
      body: storable(Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, MAX_NOTICE_BYTES)).toString("utf8")),
      bodyHash: createHash("sha256").update(body).digest("hex"),
      notifyId: notifyId ?? null,
      outTradeNo: trade?.outTradeNo ?? null,
      tradeNo: trade?.tradeNo ?? null,
      tradeStatus: trade?.rawStatus ?? null,
    },
  });
}

/** PostgreSQL's text holds every character but NUL. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

function aboutOrder(settlement: Settlement): { orderId: string | null; reason?: string } {
  const { orderId } = settlement;
  return settlement.kind === "discrepancy" ? { orderId, reason: settlement.discrepancy } : { orderId };
}
