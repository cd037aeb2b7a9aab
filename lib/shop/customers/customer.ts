import { Prisma } from "@/lib/server/prisma/client";

/**
 * The noun: who has ordered under one phone number. The shop's buyers have no accounts, so the number that a parcel goes to is all that
 * says who somebody is; browsers are not brought together, and whoever was erased is nobody.
 */
export type Customer = {
  /** The number of their newest order, by which the customer's page is addressed. A search by phone is in the owner's address bar all the same. */
  no: string;
  phone: string;
  /** As the newest order has it. */
  name: string;
  orders: number;
  paidOrders: number;
  /** What paid these orders, and what of it was given back. */
  paidFen: number;
  refundedFen: number;
  lastAt: Date;
};

/** The sums of a phone's orders. Indexes: orders_receiver_phone_created_at_id_idx, payments_one_settled. */
export function sumsOf(phone: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS orders, count(n.paid_at)::int AS "paidOrders",
      COALESCE(sum(m.amount_fen), 0)::bigint AS "paidFen", COALESCE(sum(m.refunded_fen), 0)::bigint AS "refundedFen"
    FROM orders n LEFT JOIN payments m ON m.order_id = n.id AND m.disposition = 'settled' WHERE n.receiver_phone = ${phone}`;
}
