import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { DraftItem, OrderDraft, Receiver } from "./order-draft";

/** An order that the same form has made before. */
export type FormerOrder = Receiver & {
  id: string;
  no: string;
  accessToken: string;
  status: "PENDING" | "PAID" | "SHIPPED" | "COMPLETED" | "CLOSED";
  closeWanted: string | null;
  expiresAt: Date;
  network: string | null;
  /** How often its owner has changed something of its terms: then it is no more what its form says. */
  termChanges: number;
  /** As its form showed it. */
  shippingFen: number;
  discountFen: number;
  /** The coupon that it was placed with, and whether it counts as a use: not of an order that closed unpaid. */
  couponCode: string | null;
  holdsCoupon: boolean;
  /** `productId`: null for goods that are no more. */
  lines: { variantId: number; productId: number | null; quantity: number; priceFen: number }[];
};

/** What `formerJson` gives. */
export type FormerRow = Omit<FormerOrder, "expiresAt"> & { expiresAt: string };

/** Whether an order `o` was made by this form of a buyer's, who is named by an expression. */
export function isOfForm(buyerId: Prisma.Sql, formKey: string): Prisma.Sql {
  return Prisma.sql`(o.buyer_id = ${buyerId} AND (o.idempotency_key = ${formKey} OR starts_with(o.idempotency_key, ${`${formKey}.`})))`;
}

/** All orders that a form has made, newest first, as an expression that gives `FormerRow`s; whoever holds the buyer's row knows that none comes in between. */
export function formerJson(ofForm: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT COALESCE(json_agg(json_build_object('id', o.id, 'no', o.no, 'accessToken', o.access_token, 'status', o.status,
    'closeWanted', o.close_wanted, 'expiresAt', o.expires_at, 'network', o.network, 'termChanges', o.term_changes,
    'shippingFen', COALESCE((o.freight ->> 'placedFen')::bigint, o.shipping_fen), 'note', o.note,
    'discountFen', o.discount_fen,
    'holdsCoupon', EXISTS (SELECT 1 FROM order_discounts d WHERE d.order_id = o.id AND d.kind = 'coupon' AND d.held),
    'couponCode', (SELECT d.code FROM order_discounts d WHERE d.order_id = o.id AND d.kind = 'coupon'),
    'receiverName', o.receiver_name, 'receiverPhone', o.receiver_phone, 'province', o.province, 'city', o.city,
    'district', o.district, 'addressDetail', o.address_detail,
    'lines', (SELECT COALESCE(json_agg(json_build_object('variantId', l.variant_id, 'productId', v.product_id, 'quantity', l.quantity,
      'priceFen', l.price_fen)), '[]') FROM order_lines l LEFT JOIN variants v ON v.id = l.variant_id WHERE l.order_id = o.id)
  ) ORDER BY o.created_at DESC, o.id DESC), '[]') FROM orders o WHERE ${ofForm})`;
}

export function toFormer(row: FormerRow): FormerOrder {
  return { ...row, expiresAt: new Date(row.expiresAt) };
}

/** Whether it counts as a use of this coupon. */
export function usesCoupon({ couponCode, holdsCoupon }: FormerOrder, code: string | null): boolean {
  return code !== null && couponCode === code && holdsCoupon;
}

/** How many pieces of something these orders hold. */
export function piecesIn(orders: readonly FormerOrder[], isMeant: (line: FormerOrder["lines"][number]) => boolean): number {
  return orders.flatMap(({ lines }) => lines.filter(isMeant)).reduce((sum, { quantity }) => sum + quantity, 0);
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

/** The same goods, as many, at the prices that the form showed, with the freight and what came off. */
export function hasItems({ lines, ...order }: FormerOrder, items: readonly DraftItem[], draft: Omit<OrderDraft, "items">): boolean {
  return (
    order.shippingFen === (draft.expectedShippingFen ?? 0) &&
    order.discountFen === (draft.expectedDiscountFen ?? 0) &&
    order.couponCode === (draft.couponCode ?? null) &&
    lines.length === items.length &&
    items.every(({ variantId, quantity, expectedPriceFen }) =>
      lines.some((line) => line.variantId === variantId && line.quantity === quantity && line.priceFen === expectedPriceFen),
    )
  );
}

export function sharesGoods({ lines }: FormerOrder, items: readonly { variantId: number }[]): boolean {
  return lines.some((line) => items.some(({ variantId }) => variantId === line.variantId));
}

export function goesTo(former: FormerOrder, receiver: Receiver): boolean {
  return Object.entries(receiver).every(([column, value]) => former[column as keyof Receiver] === value);
}
