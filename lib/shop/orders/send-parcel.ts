import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import { listDoubts } from "@/lib/shop/discrepancies/list-doubts";
import { findWithoutNumber } from "@/lib/shop/parcels/couriers";
import { countPieces, listPieces, MOST_PARCELS, type ParcelInput, type Pieces, type Sent, unsentAfter } from "@/lib/shop/parcels/parcel";
import type { Shop } from "@/lib/shop/shop";
import { tellOfParcel } from "@/lib/shop/word/outbox/queue-words";
import { auditOrder } from "./audit-order";
import { type NumberRefusal, whyNotThisNumber } from "./judge-number";
import { lockOrder } from "./lock-order";
import { recordEvent } from "./order-event";
import { receiveBy } from "./receive-days";
import { signalOrder } from "./signal-order";

const PARCEL_SELECT = {
  id: true,
  courier: true,
  trackingNo: true,
  lines: { select: { lineId: true, quantity: true } },
} as const;

export type KeptParcel = { id: bigint; courier: string; trackingNo: string | null; lines: Pieces[] };

type KeptSent = Omit<Sent, "parcels"> & { parcels: KeptParcel[] };

/** What an order consists of and what it was sent in, under its lock. */
export async function readSent(tx: Tx, orderId: string): Promise<KeptSent> {
  const lines = await tx.orderLine.findMany({
    where: { orderId },
    select: { id: true, title: true, quantity: true },
    orderBy: { id: "asc" },
  });
  const parcels = await tx.parcel.findMany({ where: { orderId }, select: PARCEL_SELECT, orderBy: { id: "asc" } });
  const { unsentPieces } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { unsentPieces: true } });
  return { lines, parcels, unsentPieces };
}

/** Whether the order's money is on its way back, or has all gone back. Under the order's lock. */
export async function whyNotPaid(tx: Tx, orderId: string): Promise<"refunding" | "refunded" | null> {
  const settled = await tx.payment.findFirst({
    where: { orderId, disposition: "settled" },
    select: { amountFen: true, refundedFen: true, refunds: { where: { status: { in: ["REQUESTED", "PENDING"] } }, select: { id: true } } },
  });
  if (!settled) return null;
  if (settled.refunds.length > 0) return "refunding";
  return settled.refundedFen >= settled.amountFen ? "refunded" : null;
}

/** Whether the goods must stay where they are: as above, or the order's money is in doubt. Under the order's lock. */
async function whyNotToSend(tx: Tx, orderId: string): Promise<Refusal<"refunding" | "refunded" | "in_doubt"> | null> {
  const unpaid = await whyNotPaid(tx, orderId);
  if (unpaid) return refuse(unpaid);
  return (await listDoubts(tx, orderId)).length > 0 ? refuse("in_doubt") : null;
}

export type SendRefusal =
  | "not_shippable"
  | "not_shipped"
  | "refunding"
  | "refunded"
  | "in_doubt"
  | "needs_number"
  | "same_parcel"
  | "nothing_in_it"
  | "too_many_parcels"
  | NumberRefusal
  | Refusal<"moved_on", { changes: number }>
  | Refusal<"too_many_pieces", { title: string; left: number }>;
/** Kept as text in the timeline and the audit trail. */
export type ParcelFacts = { courier: string; trackingNo: string };

/** The same in words of the trail: a way without a number has an empty one. */
export function factsOf({ courier, trackingNo }: Pick<ParcelInput, "courier" | "trackingNo">): ParcelFacts {
  return { courier, trackingNo: trackingNo ?? "" };
}

/** Whether a parcel lacks the number by which it could be followed. */
export function lacksNumber({ courier, trackingNo }: Pick<ParcelInput, "courier" | "trackingNo">): boolean {
  return !trackingNo && findWithoutNumber(courier) !== courier;
}

/**
 * Sends the first parcel of an order that is PAID, or a further one of one that is SHIPPED, and wakes its page. How many pieces are
 * still to come, and when the order counts as received, follow from all its parcels.
 */
export async function sendParcel(
  shop: Shop,
  orderId: string,
  parcel: ParcelInput,
  status: "PAID" | "SHIPPED",
): Promise<Result<object, SendRefusal>> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    // A refund is written down under the same lock.
    await lockOrder(tx, orderId);
    const refusal = await whyNotToSend(tx, orderId);
    const order = await tx.order.findFirst({ where: { id: orderId, status }, select: { receiveExtended: true, parcelChanges: true } });
    // One that was refunded whole before it was sent is closed, and that says more.
    if (refusal && (order || refusal.reason !== "refunded")) return refusal;
    if (!order) return refuse(status === "PAID" ? "not_shippable" : "not_shipped");
    const changes = order.parcelChanges;
    if (parcel.seen !== undefined && parcel.seen !== changes) return refuse("moved_on", { changes });
    const sent = await readSent(tx, orderId);
    const listed = judge(sent, parcel);
    if ("ok" in listed) return listed;
    const wrongNumber = await whyNotThisNumber(tx, orderId, parcel, at);
    if (wrongNumber) return wrongNumber;
    const parcelId = await insertParcel(tx, orderId, parcel, { pieces: listed.pieces, at });
    const unsent = unsentAfter(sent, listed.pieces);
    await tx.order.update({
      where: { id: orderId },
      data: {
        ...(status === "PAID" && { status: "SHIPPED", shippedAt: at }),
        unsentPieces: unsent,
        receiveBy: unsent > 0 ? null : await receiveBy(tx, at, order),
        parcelChanges: { increment: 1 },
      },
    });
    const facts = { ...factsOf(parcel), ...(listed.pieces.length > 0 && { pieces: String(countPieces(listed.pieces)) }) };
    await recordEvent(tx, {
      orderId,
      kind: status === "PAID" ? "shipped" : "parcel_added",
      actor: "owner",
      detail: { ...facts, ...whoOf(shop) },
      at,
    });
    await auditOrder(tx, shop, orderId, { kind: status === "PAID" ? "order_shipped" : "parcel_added", after: facts });
    await tellOfParcel(tx, orderId, parcelId, at);
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}

type JudgeRefusal =
  | Refusal<"needs_number" | "same_parcel" | "nothing_in_it" | "too_many_parcels">
  | Refusal<"too_many_pieces", { title: string; left: number }>;

function judge(sent: KeptSent, parcel: ParcelInput): { pieces: Pieces[] } | JudgeRefusal {
  if (lacksNumber(parcel)) return refuse("needs_number");
  if (sent.parcels.length >= MOST_PARCELS) return refuse("too_many_parcels");
  if (parcel.trackingNo && sent.parcels.some(({ trackingNo }) => trackingNo === parcel.trackingNo)) return refuse("same_parcel");
  const listed = listPieces(sent, parcel.pieces);
  if (!("reason" in listed)) return listed;
  return listed.reason === "nothing_in_it"
    ? refuse("nothing_in_it")
    : refuse("too_many_pieces", { title: listed.title, left: listed.left });
}

async function insertParcel(
  tx: Tx,
  orderId: string,
  { courier, trackingNo }: ParcelInput,
  { pieces, at }: { pieces: Pieces[]; at: Date },
): Promise<bigint> {
  const { id } = await tx.parcel.create({
    data: { orderId, courier, trackingNo, shippedAt: at, lines: { create: pieces.map(({ lineId, quantity }) => ({ lineId, quantity })) } },
    select: { id: true },
  });
  return id;
}
