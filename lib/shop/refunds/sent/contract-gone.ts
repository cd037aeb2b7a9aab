import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { recordContractGone } from "@/lib/shop/discrepancies/contract-gone";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";

/** A refund that nobody can ask about is the owner's after this time, in ms. */
const PATIENCE_MS = 3600_000;

export const OF_GONE_CONTRACT = {
  outRequestNo: true,
  orderId: true,
  amountFen: true,
  createdAt: true,
  startedAt: true,
  payment: { select: { contract: true, tradeNo: true, outTradeNo: true } },
} as const satisfies Prisma.RefundSelect;

/** Shows the owner a refund under way of a payment whose contract is not configured any more. */
export async function noteIfContractGone(shop: Shop, refund: Row<"refund", typeof OF_GONE_CONTRACT>): Promise<void> {
  const { contract, ...trade } = refund.payment;
  if (shop.gateways.has(contract) || shop.now() < later(refund.startedAt ?? refund.createdAt, PATIENCE_MS)) return;
  const { orderId, amountFen } = refund;
  await recordContractGone(shop, contract, { ...trade, subject: subjectOf.refund(refund.outRequestNo), orderId, amountFen });
}
