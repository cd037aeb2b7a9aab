import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import type { CloseReason, OrderView } from "./order";
import { orderPhase } from "./order-phase";

/** The columns of a shopper's view; nothing of the owner's side is read. */
export const ORDER_VIEW_SELECT = {
  id: true,
  no: true,
  accessToken: true,
  buyerId: true,
  status: true,
  itemsFen: true,
  shippingFen: true,
  totalFen: true,
  note: true,
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
  courier: true,
  trackingNo: true,
  lines: {
    select: { productSlug: true, title: true, variantName: true, image: true, priceFen: true, quantity: true },
    orderBy: { id: "asc" },
  },
  attempts: { select: { returnedAt: true }, where: { returnedAt: { not: null } }, orderBy: { returnedAt: "desc" }, take: 1 },
  payments: { select: { id: true }, where: { disposition: "held" }, take: 1 },
} as const satisfies Prisma.OrderSelect;

export type OrderRow = Prisma.OrderGetPayload<{ select: typeof ORDER_VIEW_SELECT }>;
export type FoundOrder = { id: string; view: OrderView };

/** The order if it is this buyer's own; null for a stranger's and for none alike. */
export async function getOrderForBuyer(shop: Shop, no: string, buyerId: string): Promise<FoundOrder | null> {
  const row = await findRow(shop, no);
  return row?.buyerId === buyerId ? found(row, shop.now()) : null;
}

/** The order behind its unguessable link; null for a wrong or empty token and for no order alike. */
export async function getOrderByToken(shop: Shop, no: string, token: string): Promise<FoundOrder | null> {
  const row = await findRow(shop, no);
  return row && sameToken(row.accessToken, token) ? found(row, shop.now()) : null;
}

async function findRow(shop: Shop, no: string): Promise<OrderRow | null> {
  if (!/^\d{10,24}$/.test(no)) return null;
  return shop.db.order.findUnique({ where: { no }, select: ORDER_VIEW_SELECT });
}

function sameToken(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}

function found(row: OrderRow, now: Date): FoundOrder {
  return { id: row.id, view: toOrderView(row, now) };
}

/** A row as its buyer sees it. */
export function toOrderView(row: OrderRow, now: Date): OrderView {
  const { id: _id, buyerId: _buyer, receiverName, receiverPhone, addressDetail, province, city, district, ...rest } = row;
  const { attempts, payments, closeWanted, closeReason, ...view } = rest;
  return {
    ...view,
    phase: orderPhase(
      {
        status: row.status,
        expiresAt: row.expiresAt,
        closeWanted,
        returnedAt: attempts[0]?.returnedAt ?? null,
        holdsMoney: payments.length > 0,
      },
      now,
    ),
    closeReason: closeReason as CloseReason | null,
    address: { name: receiverName, phone: receiverPhone, province, city, district, detail: addressDetail },
  };
}
