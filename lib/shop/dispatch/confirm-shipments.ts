import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { addParcel } from "@/lib/shop/orders/add-parcel";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import type { Shop } from "@/lib/shop/shop";
import { type JudgedRow, judgeRows, type StandingOrder } from "./judge-rows";
import { readStanding } from "./read-standing-orders";
import { RESULT_MS, type RowProblem, type TrackingRow } from "./shipment-row";

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
    const who = by as { login: string; name?: string; ip: string; userAgent: string };
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
    select: { id: true, fileId: true, position: true, orderId: true },
  });
  if (!row) return false;
  const problem = await send(shop, row);
  await shop.db.shipmentFileRow.updateMany({
    where: { id: row.id, outcome: null },
    data: { outcome: problem ? "failed" : "done", problem: problem ?? Prisma.DbNull },
  });
  return true;
}

type ReadyRow = { fileId: string; position: number; orderId: string | null };

/** Why it was not sent; null: it was. What is thrown is logged and fails this row alone: the file must come to its end. */
async function send(shop: Shop, row: ReadyRow): Promise<RowProblem | null> {
  const before = await judgeAgain(shop, row);
  if (!before) return { code: "order_unknown" };
  if (before.row.state !== "ready") return before.row.problem;
  const { courier, trackingNo } = before.row;
  const { id, status, parcelChanges } = before.order;
  try {
    const sendIt = status === "PAID" ? shipOrder : addParcel;
    if ((await sendIt(shop, id, { courier, trackingNo: trackingNo || null, seen: parcelChanges })).ok) return null;
  } catch (error) {
    shop.log.error({ err: error, orderId: id }, "an order of a file could not be sent");
  }
  const after = await judgeAgain(shop, row);
  if (!after) return { code: "order_unknown" };
  return after.row.state === "ready" ? { code: "broken" } : after.row.problem;
}

/**
 * A row as it would be judged now, with all that its file says of the same order: much may have been sent since the preview, by hand or
 * by another file. null when the order is gone.
 */
async function judgeAgain(
  { db, ...shop }: Shop,
  { fileId, position, orderId }: ReadyRow,
): Promise<{ row: JudgedRow; order: StandingOrder } | null> {
  const found = orderId && (await db.order.findUnique({ where: { id: orderId }, select: { no: true } }));
  if (!found) return null;
  const kept = await db.shipmentFileRow.findMany({
    ...{ where: { fileId, orderId }, orderBy: { position: "asc" } },
    select: { position: true, cells: true, courier: true, trackingNo: true, isGuessed: true, state: true, problem: true },
  });
  const rows = kept.map(({ cells, state, problem, ...row }): TrackingRow => {
    const facts = { orderNo: found.no, isBlank: state === "blank", problem: problem as RowProblem | null };
    return { ...row, ...facts, cells: cells as TrackingRow["cells"] };
  });
  const standing = await readStanding({ db, ...shop }, rows);
  const order = standing.orders.get(found.no);
  const row = judgeRows(rows, standing).find((judged) => judged.position === position);
  return row && order ? { row, order } : null;
}
