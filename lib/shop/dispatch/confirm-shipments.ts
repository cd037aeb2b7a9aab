import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { addParcel } from "@/lib/shop/orders/add-parcel";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import type { Shop } from "@/lib/shop/shop";
import { wasSentWith, whyNotToSend } from "./judge-rows";
import { readStandingOrder } from "./read-standing-orders";
import { RESULT_MS, type RowProblem } from "./shipment-row";

/** How long a form waits for what it began; the worker does the rest. */
const IN_THE_FORM_MS = 4_000;
const AT_A_TIME_MS = 5_000;

/**
 * Takes the owner's word for a file of tracking numbers that was looked at, and sends its orders, each in a transaction of its own and
 * each once, however often and in however many tabs the word is given; what takes longer than a form may, the worker goes on with.
 * Refuses a file that is gone, over, or another owner's.
 */
export async function confirmShipments(shop: Shop, id: string): Promise<Result<{ isOver: boolean }, "gone">> {
  const ownerId = shop.by?.ownerId ?? null;
  if (ownerId === null) throw new Error("a file of shipments has an owner");
  const isTaken = await shop.db.$transaction(async (tx) => {
    const now = shop.now();
    const { count } = await tx.shipmentFile.updateMany({
      where: { id, ownerId, confirmedAt: null, expiresAt: { gt: now } },
      data: { confirmedAt: now, expiresAt: new Date(now.getTime() + RESULT_MS) },
    });
    if (count === 0) return (await tx.shipmentFile.count({ where: { id, ownerId, confirmedAt: { not: null } } })) > 0;
    const orders = await tx.shipmentFileRow.count({ where: { fileId: id, state: "ready" } });
    await recordAudit(tx, shop, { kind: "shipments_confirmed", after: { orders } });
    return true;
  });
  if (!isTaken) return refuse("gone");
  const { isOver } = await sendRows(shop, id, IN_THE_FORM_MS);
  return { ok: true, isOver };
}

/**
 * The worker's part: goes on with what was confirmed and is not over, each file on its own, so that one that cannot go on holds up no
 * other; it is logged, and tried again until what came of it is no longer kept. Returns how many orders it was at.
 */
export async function continueShipments(shop: Shop): Promise<number> {
  const open = await shop.db.shipmentFile.findMany({
    where: { confirmedAt: { not: null }, endedAt: null, expiresAt: { gt: shop.now() } },
    orderBy: { confirmedAt: "asc" },
    select: { id: true, ownerId: true, by: true },
  });
  let sent = 0;
  for (const { id, ownerId, by } of open) {
    const who = by as { login: string; ip: string; userAgent: string };
    try {
      sent += (await sendRows({ ...shop, by: { ownerId, via: "web", ...who } }, id, AT_A_TIME_MS)).sent;
    } catch (error) {
      shop.log.error({ err: error, fileId: id }, "a file of tracking numbers could not be gone on with");
    }
  }
  return sent;
}

/** Time is the machine's, as the shop's clock may stand still in tests. */
async function sendRows(shop: Shop, fileId: string, forMs: number): Promise<{ isOver: boolean; sent: number }> {
  const until = performance.now() + forMs;
  let sent = 0;
  while (performance.now() < until) {
    if (!(await sendNext(shop, fileId))) {
      await shop.db.shipmentFile.updateMany({ where: { id: fileId, endedAt: null }, data: { endedAt: shop.now() } });
      return { isOver: true, sent };
    }
    sent++;
  }
  return { isOver: false, sent };
}

/**
 * Sends the next order of a file and writes down what came of it. Of two who are at the same row, as of one who died between the two
 * writes and who comes after, the second finds the order sent with this number: that is what was wanted. False when none is left.
 */
async function sendNext(shop: Shop, fileId: string): Promise<boolean> {
  const row = await shop.db.shipmentFileRow.findFirst({
    where: { fileId, state: "ready", outcome: null },
    orderBy: { position: "asc" },
    select: { id: true, orderId: true, courier: true, trackingNo: true, isFurther: true },
  });
  if (!row) return false;
  const problem = await send(shop, { ...row, orderId: row.orderId ?? "" });
  await shop.db.shipmentFileRow.updateMany({
    where: { id: row.id, outcome: null },
    data: { outcome: problem ? "failed" : "done", problem: problem ?? Prisma.DbNull },
  });
  return true;
}

type ReadyRow = { orderId: string; courier: string; trackingNo: string; isFurther: boolean };

/** Why it was not sent; null: it was. What is thrown is logged and fails this row alone: the file must come to its end. */
async function send(shop: Shop, row: ReadyRow): Promise<RowProblem | null> {
  const { orderId, courier, trackingNo, isFurther } = row;
  const before = await readStandingOrder(shop, orderId);
  if (!before) return { code: "order_unknown" };
  if (wasSentWith(before, row)) return null;
  const reason = whyNotToSend(before, isFurther);
  if (reason) return reason;
  try {
    const sendIt = before.status === "PAID" ? shipOrder : addParcel;
    if ((await sendIt(shop, orderId, { courier, trackingNo: trackingNo || null })).ok) return null;
  } catch (error) {
    shop.log.error({ err: error, orderId }, "an order of a file could not be sent");
  }
  const after = await readStandingOrder(shop, orderId);
  if (!after) return { code: "order_unknown" };
  return wasSentWith(after, row) ? null : (whyNotToSend(after, isFurther) ?? { code: "broken" });
}
