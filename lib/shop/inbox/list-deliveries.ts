import "server-only";
import type { RejectReason } from "@/lib/alipay/gateway";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import type { Doubt } from "./inbox";

const PAGE_SIZE = 30;

/** Why a delivery was turned away: it does not verify, the gateway does not stand by it, or it is about another contract's refund. */
export type DeliveryRefusal = RejectReason | Doubt | "wrong_contract";

/** Without the body: a list may hold many, and each may be 64 KiB. */
export const DELIVERY_SELECT = {
  id: true,
  receivedAt: true,
  protocol: true,
  remoteIp: true,
  notifyId: true,
  outTradeNo: true,
  tradeNo: true,
  tradeStatus: true,
  verdict: true,
  reason: true,
  answer: true,
} as const satisfies Prisma.NotifyDeliverySelect;

export type DeliveryItem = Row<"notifyDelivery", typeof DELIVERY_SELECT>;
export type DeliveryRow = DeliveryItem & { orderNo: string | null };
export type DeliveryList = { deliveries: DeliveryRow[]; next: string | null };

/** The deliveries about an order, newest first. */
export async function listOrderDeliveries(shop: Shop, orderId: string): Promise<DeliveryItem[]> {
  return shop.db.notifyDelivery.findMany({ where: { orderId }, select: DELIVERY_SELECT, orderBy: { id: "desc" }, take: 100 });
}

/** What came to the notify address, newest first, also what belongs to no order; `after` is the last id of a page. */
export async function listDeliveries(
  shop: Shop,
  { onlyBad, after }: { onlyBad: boolean; after?: string | undefined },
): Promise<DeliveryList> {
  const last = /^\d{1,18}$/.test(after ?? "") ? BigInt(after ?? 0) : null;
  const rows = await shop.db.notifyDelivery.findMany({
    where: {
      ...(last !== null && { id: { lt: last } }),
      ...(onlyBad && { verdict: { in: ["rejected", "error", "discrepancy", "received"] } }),
    },
    select: { ...DELIVERY_SELECT, order: { select: { no: true } } },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const deliveries = rows.slice(0, PAGE_SIZE).map(({ order, ...row }) => ({ ...row, orderNo: order?.no ?? null }));
  return { deliveries, next: rows.length > PAGE_SIZE ? String(deliveries.at(-1)?.id) : null };
}
