import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { FrozenFreight } from "@/lib/shop/freight/freight";
import { readFrozen } from "@/lib/shop/freight/freight-rules";
import type { Shop } from "@/lib/shop/shop";
import { CHANGE_SELECT, type OrderChangeView, toChangeView } from "./order-change";
import { receivedFrom } from "./received-from";

const SELECT = {
  id: true,
  no: true,
  status: true,
  itemsFen: true,
  discounts: { select: { promotionId: true, name: true, code: true, amountFen: true }, orderBy: { kind: "desc" } },
  adjustFen: true,
  shippingFen: true,
  totalFen: true,
  changing: true,
  termChanges: true,
  changes: { select: CHANGE_SELECT, orderBy: { createdAt: "asc" } },
  freight: true,
  note: true,
  ownerNote: true,
  receiverName: true,
  receiverPhone: true,
  province: true,
  city: true,
  district: true,
  addressDetail: true,
  createdAt: true,
  expiresAt: true,
  paidAt: true,
  shippedAt: true,
  completedAt: true,
  closedAt: true,
  closeReason: true,
  closeWanted: true,
  unsentPieces: true,
  parcelChanges: true,
  receiveBy: true,
  refunds: { select: { status: true, endedAt: true } },
  parcels: {
    select: { id: true, courier: true, trackingNo: true, shippedAt: true, lines: { select: { lineId: true, quantity: true } } },
    orderBy: { id: "asc" },
  },
  dueAt: true,
  lines: {
    select: {
      id: true,
      productSlug: true,
      title: true,
      variantName: true,
      image: true,
      priceFen: true,
      quantity: true,
      discountFen: true,
      adjustFen: true,
    },
    orderBy: { id: "asc" },
  },
  events: { select: { id: true, kind: true, actor: true, detail: true, createdAt: true }, orderBy: { id: "desc" }, take: 200 },
} as const satisfies Prisma.OrderSelect;

type Selected = Row<"order", typeof SELECT>;
export type OwnerOrder = Omit<Selected, "events" | "freight" | "refunds" | "changes"> & {
  /** What its owner changed or wanted changed, oldest first. */
  changes: OrderChangeView[];
  /** How its freight was counted; null of an order from before freight was. */
  freight: FrozenFreight | null;
  events: (Omit<Selected["events"][number], "detail"> & { detail: Record<string, unknown> })[];
};

/**
 * An order with its lines and its timeline, for the owner; the buyer's link and identity stay out of it. null when there is
 * none. Its payments, refunds, discrepancies and deliveries are read where those nouns live.
 */
export async function getOwnerOrder(shop: Shop, no: string): Promise<OwnerOrder | null> {
  if (!/^\d{10,24}$/.test(no)) return null;
  const row = await shop.db.order.findUnique({ where: { no }, select: SELECT });
  if (!row) return null;
  const { refunds: _refunds, changes: rows, ...order } = row;
  const changes = rows.map((change) => toChangeView(change, row.lines));
  const events = order.events.map((event) => ({ ...event, detail: asObject(event.detail) }));
  // As its buyer sees it.
  return { ...order, receiveBy: receivedFrom(row), freight: readFrozen(row.freight), changes, events };
}

function asObject(json: Prisma.JsonValue): Record<string, unknown> {
  return json !== null && typeof json === "object" && !Array.isArray(json) ? json : {};
}
