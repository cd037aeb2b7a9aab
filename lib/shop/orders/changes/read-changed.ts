import "server-only";
import type { Db, Row, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { stampOf } from "@/lib/server/stamp";
import type { Receiver } from "../order-draft";

const SELECT = {
  ...{ id: true, no: true, buyerId: true, idempotencyKey: true, status: true, createdAt: true, expiresAt: true },
  ...{ closeWanted: true, changing: true, termChanges: true },
  ...{ shippingFen: true, totalFen: true, freight: true, note: true },
  ...{ receiverName: true, receiverPhone: true, province: true, city: true, district: true, addressDetail: true },
  lines: {
    select: {
      ...{ id: true, variantId: true, title: true, variantName: true, quantity: true },
      ...{ priceFen: true, discountFen: true, adjustFen: true },
    },
    orderBy: { id: "asc" },
  },
  attempts: {
    where: { status: "OPEN" },
    select: { id: true, outTradeNo: true, contract: true, startedAt: true, payableUntil: true, withheldSince: true, amountFen: true },
  },
  payments: { select: { amountFen: true, refundedFen: true } },
  discounts: { where: { kind: "coupon" }, select: { code: true } },
  _count: { select: { changes: true } },
} as const satisfies Prisma.OrderSelect;

/** An order as a change of it is judged and written. */
export type ChangedOrder = Row<"order", typeof SELECT>;

export function readChanged(db: Db | Tx, orderId: string): Promise<ChangedOrder | null> {
  return db.order.findUnique({ where: { id: orderId }, select: SELECT });
}

/** Where the goods go, without the buyer's note, which is the buyer's. */
export type ChangedReceiver = Omit<Receiver, "note">;

export function receiverIn(order: ChangedReceiver): ChangedReceiver {
  const { receiverName, receiverPhone, province, city, district, addressDetail } = order;
  return { receiverName, receiverPhone, province, city, district, addressDetail };
}

/** What the owner's form is made from, as one word: it changes with the terms, and with what the buyer changes of the address. */
export function termsStamp(order: ChangedReceiver & { termChanges: number; totalFen: number; shippingFen: number }): string {
  const { termChanges, totalFen, shippingFen } = order;
  return stampOf({ termChanges, totalFen, shippingFen, ...receiverIn(order) });
}

export function isSameReceiver(one: ChangedReceiver, other: ChangedReceiver): boolean {
  return stampOf(receiverIn(one)) === stampOf(receiverIn(other));
}
