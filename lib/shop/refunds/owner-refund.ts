import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { dayOf } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";
import { isUndecided } from "./refund";

/** What the owner's pages show of a refund. */
export const OWNER_REFUND_SELECT = {
  id: true,
  paymentId: true,
  outRequestNo: true,
  amountFen: true,
  freightFen: true,
  reason: true,
  status: true,
  requestedBy: true,
  owner: true,
  note: true,
  endNote: true,
  advice: true,
  lastAnswer: true,
  confirmUrl: true,
  dueAt: true,
  createdAt: true,
  startedAt: true,
  tryAt: true,
  sentAt: true,
  endedAt: true,
  cardOutcome: true,
  cardAt: true,
} as const satisfies Prisma.RefundSelect;

type Selected = Row<"refund", typeof OWNER_REFUND_SELECT>;
export type OwnerRefund = Selected & {
  /** It has been under way for so long that an owner can end it with proof. */
  isUndecided: boolean;
  /** The page on which it waits for its confirmation is of another day, and Alipay takes only today's. */
  isPageOld: boolean;
};

/** All refunds of an order, newest first. */
export async function listOrderRefunds(shop: Shop, orderId: string): Promise<OwnerRefund[]> {
  const refunds = await shop.db.refund.findMany({ where: { orderId }, select: OWNER_REFUND_SELECT, orderBy: { id: "desc" } });
  return refunds.map((refund) => toOwnerRefund(shop, refund));
}

/** A refund as it is shown at this moment. */
export function toOwnerRefund(shop: Shop, refund: Selected): OwnerRefund {
  const now = shop.now();
  const { confirmUrl, tryAt } = refund;
  return {
    ...refund,
    isUndecided: isUndecided(refund, now),
    isPageOld: confirmUrl !== null && tryAt !== null && dayOf(tryAt) !== dayOf(now),
  };
}
