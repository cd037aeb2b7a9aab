import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

const ATTEMPT = {
  id: true,
  outTradeNo: true,
  tradeNo: true,
  contract: true,
  amountFen: true,
  status: true,
  payableUntil: true,
  startedAt: true,
  returnedAt: true,
  lastAskedAt: true,
  lastAnswer: true,
  unansweredSince: true,
  createdAt: true,
  closedAt: true,
} as const satisfies Prisma.PaymentAttemptSelect;
export type OwnerAttempt = Row<"paymentAttempt", typeof ATTEMPT>;

const PAYMENT = {
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
} as const satisfies Prisma.PaymentSelect;
export type OwnerPayment = Row<"payment", typeof PAYMENT>;

/** Each number under which an order could be paid, newest first. */
export async function listOrderAttempts(shop: Shop, orderId: string): Promise<OwnerAttempt[]> {
  return shop.db.paymentAttempt.findMany({ where: { orderId }, select: ATTEMPT, orderBy: { createdAt: "desc" } });
}

/** The money that came for an order, settled or held, newest first. */
export async function listOrderPayments(shop: Shop, orderId: string): Promise<OwnerPayment[]> {
  return shop.db.payment.findMany({ where: { orderId }, select: PAYMENT, orderBy: { id: "desc" } });
}
