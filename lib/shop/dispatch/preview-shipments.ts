import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import { readSheet } from "@/lib/shop/sheets/read-sheet";
import type { SheetProblem } from "@/lib/shop/sheets/sheet";
import type { Shop } from "@/lib/shop/shop";
import { type JudgedRow, judgeRows } from "./judge-rows";
import { readStanding } from "./read-standing-orders";
import { readTracking, readTrackingHeadings } from "./read-tracking";
import { MOST_PREVIEWS, PREVIEW_MS } from "./shipment-row";

/** Rows that are written down at once. */
const BATCH = 500;

/** no_headings: the first row does not name order and number. empty: there is no row under it. */
export type PreviewProblem = SheetProblem | "old_workbook" | "no_headings" | "empty";

/**
 * Reads a file of tracking numbers and compares it with the orders; nothing is sent. What came of it waits for its owner's word for
 * PREVIEW_MS. `courier` as in readTracking. Refuses a file that is none, or too large.
 * @throws when nobody of the back office acts
 */
export async function previewShipments(
  shop: Shop,
  bytes: Uint8Array,
  { courier }: { courier: string | null },
): Promise<Result<{ id: string }, PreviewProblem>> {
  const read = await readSheet(bytes);
  if (!read.ok) return read;
  const [headings, ...rows] = read.rows;
  const columns = readTrackingHeadings(headings?.cells ?? []);
  if (!columns.includes("orderNo") || !columns.includes("trackingNo")) return refuse("no_headings");
  if (rows.length === 0) return refuse("empty");
  const tracking = readTracking(columns, rows, courier);
  return { ok: true, id: await store(shop, judgeRows(tracking, await readStanding(shop, tracking))) };
}

/** Writes it down; until its last row is there nobody sees the file. The oldest file of this owner that waits gives way. */
async function store(shop: Shop, rows: readonly JudgedRow[]): Promise<string> {
  const { by } = shop;
  if (!by || by.ownerId === null) throw new Error("a file of shipments has an owner");
  const { ownerId, login, name = "", ip, userAgent } = by;
  const [now, id] = [shop.now(), randomUUID()];
  await shop.db.$transaction(
    async (tx) => {
      const expiresAt = new Date(now.getTime() + PREVIEW_MS);
      await tx.shipmentFile.create({ data: { id, ownerId, by: { login, name, ip, userAgent }, createdAt: now, expiresAt } });
      for (let at = 0; at < rows.length; at += BATCH)
        await tx.shipmentFileRow.createMany({ data: rows.slice(at, at + BATCH).map((row) => toRow(id, row)) });
      const waiting = await tx.shipmentFile.findMany({
        ...{ where: { ownerId, confirmedAt: null }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] },
        ...{ skip: MOST_PREVIEWS, select: { id: true } },
      });
      await tx.shipmentFile.deleteMany({ where: { id: { in: waiting.map((one) => one.id) }, confirmedAt: null } });
    },
    { timeout: 60_000 },
  );
  return id;
}

function toRow(fileId: string, { orderNo: _orderNo, isBlank: _isBlank, problem, ...row }: JudgedRow) {
  return { fileId, ...row, problem: problem ?? Prisma.DbNull };
}
