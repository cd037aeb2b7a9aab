import "server-only";
import { createHash } from "node:crypto";
import type { RejectReason } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { limit } from "@/lib/server/rate-limit";
import type { Shop } from "@/lib/shop/shop";

/** What a notice may weigh, in bytes; real ones are below 4 KiB. */
export const MAX_NOTICE_BYTES = 64 * 1024;

/** How many refused deliveries of one address are kept; more are only counted, so that nobody fills the database. */
const KEPT_REFUSALS = { points: 60, perSeconds: 60 };

export type Delivery = { body: Uint8Array; contentType: string | null; remoteIp: string };

/** `success` only after commit, and only for what was handled or is a repeat; everything else makes Alipay try again. */
export type NoticeAnswer = { handled: boolean; body: "success" | "fail" };
export const SUCCESS: NoticeAnswer = { handled: true, body: "success" };
const FAIL: NoticeAnswer = { handled: false, body: "fail" };

/** What a verified message names; null where it names no such thing. */
export type Named = { notifyId: string; outTradeNo: string | null; tradeNo: string | null; tradeStatus: string | null };

/** Refuses a delivery with the same `fail` whatever is wrong with it; the reason stays inside. */
export async function rejectDelivery(
  shop: Shop,
  delivery: Delivery,
  reason: RejectReason | "denied" | "unconfirmed",
  named?: Named,
): Promise<NoticeAnswer> {
  shop.log.warn({ reason, remoteIp: delivery.remoteIp, bytes: delivery.body.byteLength }, "refused a notice");
  const { ok } = named ? { ok: true } : await limit(shop.pool, "notify-refused", delivery.remoteIp, KEPT_REFUSALS);
  if (ok) await keepDelivery(shop.db, shop, delivery, { ...named, verdict: "rejected", reason, answer: "fail" });
  return FAIL;
}

type Kept = Partial<Named> & { verdict: string; reason?: string; answer: string; orderId?: string | null };

/** Keeps a delivery with what became of it, in the transaction of what it did. */
export async function keepDelivery(tx: Tx, shop: Shop, { body, contentType, remoteIp }: Delivery, kept: Kept): Promise<void> {
  await tx.notifyDelivery.create({
    data: {
      ...kept,
      receivedAt: shop.now(),
      protocol: shop.gateway.protocol,
      remoteIp,
      contentType: storable(contentType ?? "").slice(0, 200),
      body: storable(Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, MAX_NOTICE_BYTES)).toString("utf8")),
      bodyHash: createHash("sha256").update(body).digest("hex"),
    },
  });
}

/** PostgreSQL's text holds every character but NUL. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
