import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { ordersInDoubt } from "@/lib/shop/discrepancies/list-doubts";
import type { Shop } from "@/lib/shop/shop";
import type { NumberUser, StandingOrder } from "./judge-rows";
import { PARCELS_SELECT, parcelsOf } from "./parcels-of";
import type { TrackingRow } from "./shipment-row";

/** Orders that are asked for at once. */
const BATCH = 200;
/** Couriers give a number again after some months. */
const STILL_USED_MS = 60 * 24 * 3600_000;

const SELECT = {
  ...{ id: true, no: true, status: true, receiverPhone: true, unsentPieces: true, parcelChanges: true },
  ...PARCELS_SELECT,
  // As shipOrder looks at it.
  refunds: {
    where: { status: { in: ["REQUESTED", "PENDING"] }, payment: { disposition: "settled" } },
    select: { id: true },
    take: 1,
  },
  payments: { where: { disposition: "settled" }, select: { amountFen: true, refundedFen: true } },
} as const satisfies Prisma.OrderSelect;

/** The orders that rows name, by their number, and who has their parcels' numbers, as all of it stands. */
export async function readStanding(
  shop: Shop,
  rows: readonly Pick<TrackingRow, "orderNo" | "trackingNo">[],
): Promise<{ orders: Map<string, StandingOrder>; users: Map<string, NumberUser[]> }> {
  const trackingNos = rows.map(({ trackingNo }) => trackingNo);
  const orders = await readStandingOrders(shop, [...rows.map(({ orderNo }) => orderNo), ...trackingNos]);
  return { orders, users: await readNumberUsers(shop, trackingNos) };
}

/** Also those whose number stands where a parcel's belongs. */
async function readStandingOrders(shop: Shop, nos: readonly string[]): Promise<Map<string, StandingOrder>> {
  const found = new Map<string, StandingOrder>();
  for (const batch of batchesOf(nos.filter((no) => /^\d{10,24}$/.test(no))))
    for (const order of await readOrders(shop, { no: { in: batch } })) found.set(order.no, order);
  return found;
}

async function readOrders({ db }: Shop, where: Prisma.OrderWhereInput): Promise<StandingOrder[]> {
  const rows: Row<"order", typeof SELECT>[] = await db.order.findMany({ where, select: SELECT });
  const doubts = await ordersInDoubt(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const { refunds, payments, ...order } = row;
    const isRefunded = payments.some(({ amountFen, refundedFen }) => refundedFen >= amountFen);
    return { ...order, parcels: parcelsOf(row), isRefunding: refunds.length > 0, isRefunded, isInDoubt: doubts.has(order.id) };
  });
}

/** Which orders were lately sent with these numbers. */
async function readNumberUsers({ db, now }: Shop, trackingNos: readonly string[]): Promise<Map<string, NumberUser[]>> {
  const users = new Map<string, NumberUser[]>();
  const since = new Date(now().getTime() - STILL_USED_MS);
  for (const batch of batchesOf(trackingNos.filter((trackingNo) => trackingNo !== ""))) {
    const parcels = await db.parcel.findMany({
      where: { trackingNo: { in: batch }, shippedAt: { gt: since } },
      select: { trackingNo: true, order: { select: { no: true, receiverPhone: true } } },
    });
    for (const { trackingNo, order } of parcels) if (trackingNo !== null) users.set(trackingNo, [...(users.get(trackingNo) ?? []), order]);
  }
  return users;
}

function batchesOf(all: readonly string[]): string[][] {
  const each = [...new Set(all)];
  return Array.from({ length: Math.ceil(each.length / BATCH) }, (_, nth) => each.slice(nth * BATCH, (nth + 1) * BATCH));
}
