import "server-only";
import { createHash } from "node:crypto";
import { protocolOfCallback } from "@/lib/alipay/callback-protocol";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { limit } from "@/lib/server/rate-limit";
import type { Shop } from "@/lib/shop/shop";
import type { DeliveryRefusal } from "./list-deliveries";

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
export async function rejectDelivery(shop: Shop, delivery: Delivery, reason: DeliveryRefusal, named?: Named): Promise<NoticeAnswer> {
  shop.log.warn({ reason, remoteIp: delivery.remoteIp, bytes: delivery.body.byteLength }, "refused a notice");
  const { ok } = named ? { ok: true } : await limit(shop.pool, "notify-refused", delivery.remoteIp, KEPT_REFUSALS);
  if (ok) await keepDelivery(shop.db, shop, delivery, { ...named, verdict: "rejected", reason, answer: "fail" });
  return FAIL;
}

/** What became of a delivery. */
type Became = { verdict: string; reason?: string | undefined; answer: string };

/** The statement that keeps a delivery: one row for each order (or null) that `orders` selects, so none when it selects none. */
export type InboxEntry = (became: Became, orders: Prisma.Sql) => Prisma.Sql;

/** Prepares a delivery for the inbox, to be written by whatever statement decides what becomes of it. */
export function inboxEntry(shop: Shop, { body, contentType, remoteIp }: Delivery, named: Partial<Named>): InboxEntry {
  const { notifyId = null, outTradeNo = null, tradeNo = null, tradeStatus = null } = named;
  const text = storable(Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, MAX_NOTICE_BYTES)).toString("utf8"));
  const protocol = protocolOfCallback(body) ?? shop.gateways.current.protocol;
  const bodyHash = createHash("sha256").update(body).digest("hex");
  return ({ verdict, reason = null, answer }, orders) => Prisma.sql`
    INSERT INTO notify_deliveries (received_at, protocol, remote_ip, content_type, body, body_hash,
      notify_id, out_trade_no, trade_no, trade_status, verdict, reason, answer, order_id)
    SELECT ${shop.now()}, ${protocol}, ${remoteIp}, ${storable(contentType ?? "").slice(0, 200)}, ${text}, ${bodyHash},
      ${notifyId}, ${outTradeNo}, ${tradeNo}, ${tradeStatus}, ${verdict}, ${reason}, ${answer}, it.id
    FROM (${orders}) AS it (id)`;
}

type Kept = Partial<Named> & Became & { orderId?: string | null };

/** Keeps a delivery with what became of it, in the transaction of what it did. */
export async function keepDelivery(tx: Tx, shop: Shop, delivery: Delivery, kept: Kept): Promise<void> {
  await tx.$executeRaw(inboxEntry(shop, delivery, kept)(kept, justOrder(kept.orderId ?? null)));
}

/** For an inbox entry: this order, or none. */
export function justOrder(orderId: string | null): Prisma.Sql {
  return Prisma.sql`SELECT ${orderId}::uuid`;
}

/** PostgreSQL's text holds every character but NUL. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
