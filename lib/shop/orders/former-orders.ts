import "server-only";
import type { Row, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { DraftItem, Receiver } from "./order-draft";

const SELECT = {
  id: true,
  no: true,
  accessToken: true,
  status: true,
  closeWanted: true,
  expiresAt: true,
  receiverName: true,
  receiverPhone: true,
  province: true,
  city: true,
  district: true,
  addressDetail: true,
  note: true,
  shippingFen: true,
  lines: { select: { variantId: true, quantity: true, priceFen: true } },
} as const satisfies Prisma.OrderSelect;

/** An order that the same form has made before. */
export type FormerOrder = Row<"order", typeof SELECT>;

/** All orders that this form has made, newest first; the caller holds the buyer's row, so that none comes in between. */
export function listFormer(tx: Tx, buyerId: string, formKey: string): Promise<FormerOrder[]> {
  return tx.order.findMany({
    where: { buyerId, OR: [{ idempotencyKey: formKey }, { idempotencyKey: { startsWith: `${formKey}.` } }] },
    select: SELECT,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
}

/** The first order of a form has its key; a further one, of other contents, the key and its number. */
export function nextKey(formKey: string, former: readonly FormerOrder[]): string {
  return former.length === 0 ? formKey : `${formKey}.${former.length}`;
}

/** It waits for its buyer to pay, and nobody wants it closed. */
export function isOpen(order: FormerOrder, at: Date): boolean {
  return isUnpaid(order) && order.expiresAt > at;
}

/**
 * It holds its goods and nobody wants it closed. Its time may be over: until somebody has closed it, it can be paid by a buyer who is
 * at the cashier, and one whose first hold is over can even be sent there (docs/decisions/0019).
 */
export function isUnpaid({ status, closeWanted }: FormerOrder): boolean {
  return status === "PENDING" && closeWanted === null;
}

/** The same goods, as many, at the prices that the form showed, and with the freight. */
export function hasItems({ lines, shippingFen }: FormerOrder, items: readonly DraftItem[], expectedShippingFen: number): boolean {
  return (
    shippingFen === expectedShippingFen &&
    lines.length === items.length &&
    items.every(({ variantId, quantity, expectedPriceFen }) =>
      lines.some((line) => line.variantId === variantId && line.quantity === quantity && line.priceFen === expectedPriceFen),
    )
  );
}

export function sharesGoods({ lines }: FormerOrder, items: readonly DraftItem[]): boolean {
  return lines.some((line) => items.some(({ variantId }) => variantId === line.variantId));
}

export function goesTo(former: FormerOrder, receiver: Receiver): boolean {
  return Object.entries(receiver).every(([column, value]) => former[column as keyof Receiver] === value);
}
