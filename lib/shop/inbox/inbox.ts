import "server-only";
import { createHash } from "node:crypto";
import { protocolOfCallback } from "@/lib/alipay/callback-protocol";
import type { RejectReason } from "@/lib/alipay/gateway";
import { visitorKey } from "@/lib/server/address";
import type { Tx } from "@/lib/server/db";
import { logLimit } from "@/lib/server/log-limit";
import { Prisma } from "@/lib/server/prisma/client";
import { isUsedUp, limit } from "@/lib/server/rate-limit";
import type { Shop } from "@/lib/shop/shop";

/** What a notice may weigh, in bytes; real ones are below 4 KiB. */
export const MAX_NOTICE_BYTES = 64 * 1024;
/** So much of a refused one is kept: a real notice whole, and of anything else enough to recognise it. */
const MAX_REFUSED_BYTES = 4 * 1024;

/** How many refused deliveries of one address are kept; more are only counted, so that nobody fills the database. */
const KEPT_REFUSALS = { points: 60, perSeconds: 60 };

export type Delivery = { body: Uint8Array; contentType: string | null; remoteIp: string };

/** `success` only after commit, and only for what was handled or is a repeat; everything else makes Alipay try again. */
export type NoticeAnswer = { handled: boolean; body: "success" | "fail" };
export const SUCCESS: NoticeAnswer = { handled: true, body: "success" };
export const FAIL: NoticeAnswer = { handled: false, body: "fail" };

/** What a verified message names; null where it names no such thing. */
export type Named = { notifyId: string; outTradeNo: string | null; tradeNo: string | null; tradeStatus: string | null };

/**
 * Lets an address that has used up its budget of refused notices wait before anything of the next one is read or decrypted. It is not
 * refused unread: behind one proxy, Alipay's own notices may have the same address.
 */
export async function hearInTurn(shop: Shop, remoteIp: string): Promise<void> {
  if (isKnownToFlood(shop, remoteIp)) await shop.slowDown();
}

function isKnownToFlood(shop: Shop, remoteIp: string): boolean {
  return isUsedUp(shop.pool, "notify-refused", visitorKey(remoteIp), KEPT_REFUSALS);
}

/** Refuses a delivery with the same `fail` whatever is wrong with it; the reason stays inside. One beyond the budget is answered late (hearInTurn). */
export async function rejectDelivery(shop: Shop, delivery: Delivery, reason: RejectReason | "wrong_contract"): Promise<NoticeAnswer> {
  const hasWaited = isKnownToFlood(shop, delivery.remoteIp);
  if (await hasRoom(shop, delivery.remoteIp)) {
    shop.log.warn({ reason, remoteIp: delivery.remoteIp, bytes: delivery.body.byteLength }, "refused a notice");
    await keepDelivery(shop.db, shop, delivery, { verdict: "rejected", reason, answer: "fail" });
  } else {
    logLimit("refused notices", { remoteIp: delivery.remoteIp }, shop.log);
    if (!hasWaited) await shop.slowDown();
  }
  return FAIL;
}

/** Anybody can send what is refused: so many of one address and so many in all are kept, the rest is only counted. */
async function hasRoom(shop: Shop, remoteIp: string): Promise<boolean> {
  const ofAll = { points: shop.config.refusedNoticesPerHour, perSeconds: 3600 };
  // Nothing is kept of anybody then, so no address needs a row of its own, of which there are as many as a stranger has addresses.
  if (isUsedUp(shop.pool, "notify-refused-all", "all", ofAll)) return false;
  const ofAddress = await limit(shop.pool, "notify-refused", visitorKey(remoteIp), KEPT_REFUSALS);
  if (!ofAddress.ok) return false;
  return (await limit(shop.pool, "notify-refused-all", "all", ofAll)).ok;
}

/** Why a notice that verifies is not taken at its word: the gateway did not confirm it, or did not answer. */
export type Doubt = "denied" | "unconfirmed";

/** What became of a delivery; `dueAt`: when the worker looks at it next. */
type Became = { verdict: string; reason?: string | undefined; answer: string; dueAt?: Date | null };

/** The statement that keeps a delivery: one row for each order (or null) that `orders` selects, so none when it selects none. */
export type InboxEntry = (became: Became, orders: Prisma.Sql) => Prisma.Sql;

/** Prepares a delivery for the inbox, to be written by whatever statement decides what becomes of it. */
export function inboxEntry(shop: Shop, delivery: Delivery, named: Partial<Named>): InboxEntry {
  const { outTradeNo = null, tradeNo = null } = named;
  return ({ verdict, reason = null, answer, dueAt = null }, orders) => {
    const row = inboxRow(shop, delivery, named, verdict === "rejected" ? MAX_REFUSED_BYTES : MAX_NOTICE_BYTES);
    return Prisma.sql`
    INSERT INTO notify_deliveries (received_at, protocol, remote_ip, content_type, body, body_hash,
      notify_id, out_trade_no, trade_no, trade_status, verdict, reason, answer, due_at, order_id)
    SELECT ${shop.now()}, ${row.protocol}, ${row.remote_ip}, ${row.content_type}, ${row.body}, ${row.body_hash},
      ${row.notify_id}, ${outTradeNo}, ${tradeNo}, ${row.trade_status}, ${verdict}, ${reason}, ${answer}, ${dueAt}::timestamptz, it.id
    FROM (${orders}) AS it (id)`;
  };
}

/** A delivery as INBOX_COLUMNS reads it. */
export type InboxRow = {
  protocol: string;
  remote_ip: string;
  content_type: string;
  body: string;
  body_hash: string;
  notify_id: string | null;
  trade_status: string | null;
};

/** The row of a delivery, but for the trade's numbers and for what becomes of it. */
export function inboxRow(
  shop: Shop,
  { body, contentType, remoteIp }: Delivery,
  named: Partial<Named>,
  maxBytes = MAX_NOTICE_BYTES,
): InboxRow {
  return {
    protocol: protocolOfCallback(body) ?? shop.gateways.current.protocol,
    remote_ip: remoteIp,
    content_type: storable(contentType ?? "").slice(0, 200),
    body: textOf(body, maxBytes),
    body_hash: createHash("sha256").update(body).digest("hex"),
    notify_id: named.notifyId ?? null,
    trade_status: named.tradeStatus ?? null,
  };
}

/** The columns of a `json_to_recordset` of deliveries. */
export const INBOX_COLUMNS = Prisma.sql`protocol text, remote_ip text, content_type text, body text, body_hash text, notify_id text, trade_status text`;

/** The statement that keeps deliveries which are answered `success`. `which`: rows with INBOX_COLUMNS, out_trade_no, trade_no, verdict and order_id. */
export function keepAll(which: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO notify_deliveries (received_at, protocol, remote_ip, content_type, body, body_hash,
      notify_id, out_trade_no, trade_no, trade_status, verdict, answer, order_id)
    SELECT ${at}, protocol, remote_ip, content_type, body, body_hash, notify_id, out_trade_no, trade_no, trade_status, verdict, 'success', order_id
    FROM (${which}) AS it`;
}

function textOf(body: Uint8Array, maxBytes: number): string {
  return storable(Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, maxBytes)).toString("utf8"));
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
