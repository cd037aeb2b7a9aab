import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

/** What the owner's pages show of a refund. */
export const OWNER_REFUND_SELECT = {
  id: true,
  paymentId: true,
  outRequestNo: true,
  amountFen: true,
  reason: true,
  status: true,
  requestedBy: true,
  note: true,
  advice: true,
  lastAnswer: true,
  confirmUrl: true,
  dueAt: true,
  createdAt: true,
  startedAt: true,
  sentAt: true,
  endedAt: true,
} as const satisfies Prisma.RefundSelect;

export type OwnerRefund = Row<"refund", typeof OWNER_REFUND_SELECT>;

/** All refunds of an order, newest first. */
export async function listOrderRefunds(shop: Shop, orderId: string): Promise<OwnerRefund[]> {
  return shop.db.refund.findMany({ where: { orderId }, select: OWNER_REFUND_SELECT, orderBy: { id: "desc" } });
}
