import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import { ordersThatStay } from "@/lib/shop/orders/must-stay";
import { leftToSend } from "@/lib/shop/parcels/parcel";
import type { Shop } from "@/lib/shop/shop";
import type { Choice } from "./choice";
import { choose, countChosen, readChosen } from "./choose-orders";
import { skusOf } from "./skus-of";
import { SLIPS_PER_PAGE, type Slip } from "./slip";

/** Up to so many are counted for a page. */
const MOST_COUNTED = 9_999;

const SELECT = {
  ...{ id: true, no: true, status: true, paidAt: true, note: true },
  ...{ receiverName: true, receiverPhone: true, province: true, city: true, district: true, addressDetail: true },
  lines: { select: { id: true, variantId: true, title: true, variantName: true, image: true, quantity: true }, orderBy: { id: "asc" } },
  slipPrint: { select: { printedAt: true } },
  unsentPieces: true,
  parcels: { select: { lines: { select: { lineId: true, quantity: true } } } },
} as const satisfies Prisma.OrderSelect;

/**
 * A page of packing slips of the chosen orders that are paid, oldest first. Others that were chosen have no slip, since nothing is to
 * be packed: `left` says how many of this page.
 */
export async function getSlips(
  shop: Shop,
  choice: Choice,
  after?: string,
): Promise<{ slips: Slip[]; left: number; count: number; next: string | null }> {
  const chosen = await choose(shop, choice);
  const [keys, count] = await Promise.all([
    readChosen(shop, chosen, { after: readKeyset(after, UUID), most: SLIPS_PER_PAGE + 1 }),
    countChosen(shop, chosen, MOST_COUNTED),
  ]);
  const shown = keys.slice(0, SLIPS_PER_PAGE);
  const last = keys.length > SLIPS_PER_PAGE ? shown.at(-1) : undefined;
  const rows = await shop.db.order.findMany({ where: { id: { in: shown.map(({ id }) => id) } }, select: SELECT });
  const skus = await skusOf(
    shop.db,
    rows.flatMap(({ lines }) => lines.map(({ variantId }) => variantId)),
  );
  const staying = await ordersThatStay(
    shop.db,
    rows.map(({ id }) => id),
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const paid = shown.flatMap(({ id }) => found.get(id) ?? []).filter(({ status }) => PACKED.includes(status));
  return {
    slips: paid.map((row) => ({ ...toSlip(row, skus), mustStay: staying.has(row.id) })),
    left: shown.length - paid.length,
    count,
    next: last ? writeKeyset(last) : null,
  };
}

/** A slip may be printed again after its order was sent. */
const PACKED: readonly string[] = ["PAID", "SHIPPED", "COMPLETED"];

function toSlip(row: Row<"order", typeof SELECT>, skus: ReadonlyMap<number, string>): Omit<Slip, "mustStay"> {
  const { province, city, district, slipPrint, parcels: _, unsentPieces: __, ...order } = row;
  const lines = toPack(row);
  return {
    ...order,
    // 北京市北京市…: where province and city are one, parcels name it once.
    region: `${province}${city === province ? "" : city}${district}`,
    lines: lines.map(({ id, variantId, ...line }) => ({ ...line, id: String(id), sku: skus.get(variantId) ?? "" })),
    pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    isPrinted: slipPrint !== null,
  };
}

/** What a slip tells to pack: of an order that was sent in part what is still to come, of any other one all of it. */
function toPack(row: Row<"order", typeof SELECT>): Row<"order", typeof SELECT>["lines"] {
  if (row.unsentPieces === 0) return row.lines;
  const left = new Map(leftToSend(row).map(({ lineId, quantity }) => [lineId, quantity]));
  return row.lines.flatMap((line) => (left.has(line.id) ? [{ ...line, quantity: left.get(line.id) ?? 0 }] : []));
}
