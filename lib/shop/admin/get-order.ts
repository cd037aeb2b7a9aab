import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { DELIVERY_SELECT, type DeliveryItem } from "./list-deliveries";
import { DISCREPANCY_SELECT, type DiscrepancyItem, toDiscrepancyItem } from "./list-discrepancies";
import { type OwnerRefund, REFUND_SELECT, toOwnerRefund } from "./owner-refund";

const SELECT = {
  id: true,
  no: true,
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
  dueAt: true,
  lines: {
    select: { id: true, productSlug: true, title: true, variantName: true, image: true, priceFen: true, quantity: true },
    orderBy: { id: "asc" },
  },
  events: { select: { id: true, kind: true, actor: true, detail: true, createdAt: true }, orderBy: { id: "desc" }, take: 200 },
  attempts: {
    select: {
      id: true,
      outTradeNo: true,
      tradeNo: true,
      protocol: true,
      amountFen: true,
      status: true,
      payableUntil: true,
      startedAt: true,
      returnedAt: true,
      lastAskedAt: true,
      lastAnswer: true,
      createdAt: true,
      closedAt: true,
    },
    orderBy: { createdAt: "desc" },
  },
  payments: {
    select: {
      id: true,
      tradeNo: true,
      outTradeNo: true,
      amountFen: true,
      disposition: true,
      refundingFen: true,
      refundedFen: true,
      buyerLogon: true,
      paidAt: true,
      source: true,
      createdAt: true,
    },
    orderBy: { id: "desc" },
  },
  refunds: { select: REFUND_SELECT, orderBy: { id: "desc" } },
  discrepancies: { select: DISCREPANCY_SELECT, orderBy: { id: "desc" } },
  deliveries: { select: DELIVERY_SELECT, orderBy: { id: "desc" }, take: 100 },
} as const satisfies Prisma.OrderSelect;

type Row = Prisma.OrderGetPayload<{ select: typeof SELECT }>;
type Fen = "amountFen" | "refundingFen" | "refundedFen";
export type OwnerOrder = Omit<Row, "discrepancies" | "deliveries" | "payments" | "refunds" | "events"> & {
  discrepancies: DiscrepancyItem[];
  deliveries: DeliveryItem[];
  payments: (Omit<Row["payments"][number], Fen> & Record<Fen, number>)[];
  refunds: OwnerRefund[];
  events: (Omit<Row["events"][number], "detail"> & { detail: Record<string, unknown> })[];
};

/** Everything about one order, for the owner; the buyer's link and identity stay out of it. null when there is none. */
export async function getOwnerOrder(shop: Shop, no: string): Promise<OwnerOrder | null> {
  if (!/^\d{10,24}$/.test(no)) return null;
  const row = await shop.db.order.findUnique({ where: { no }, select: SELECT });
  if (!row) return null;
  return {
    ...row,
    discrepancies: row.discrepancies.map(toDiscrepancyItem),
    payments: row.payments.map((payment) => ({
      ...payment,
      amountFen: Number(payment.amountFen),
      refundingFen: Number(payment.refundingFen),
      refundedFen: Number(payment.refundedFen),
    })),
    refunds: row.refunds.map(toOwnerRefund),
    events: row.events.map((event) => ({ ...event, detail: asObject(event.detail) })),
  };
}

function asObject(json: Prisma.JsonValue): Record<string, unknown> {
  return json !== null && typeof json === "object" && !Array.isArray(json) ? json : {};
}
