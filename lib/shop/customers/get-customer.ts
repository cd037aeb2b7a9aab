import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type Customer, sumsOf } from "./customer";

const MOST_NAMES = 5;

/** `names`: under which they have ordered, the one used last first; five at most. */
export type CustomerPage = Customer & { names: string[]; firstAt: Date };

/** The customer to whom the order with this number goes; null where there is no such order, or its buyer was erased. */
export async function getCustomer({ db }: Pick<Shop, "db">, no: string): Promise<CustomerPage | null> {
  if (!/^\d{10,24}$/.test(no)) return null;
  const order = await db.order.findUnique({ where: { no }, select: { receiverPhone: true } });
  if (!order || order.receiverPhone === "") return null;
  const phone = order.receiverPhone;
  const [rows, names] = await Promise.all([
    db.$queryRaw<Omit<CustomerPage, "names">[]>`
      SELECT last.no, last.receiver_phone AS phone, last.receiver_name AS name, last.created_at AS "lastAt", s.*,
        (SELECT o.created_at FROM orders o WHERE o.receiver_phone = ${phone} ORDER BY o.created_at, o.id LIMIT 1) AS "firstAt"
      FROM (SELECT * FROM orders o WHERE o.receiver_phone = ${phone} ORDER BY o.created_at DESC, o.id DESC LIMIT 1) last
      CROSS JOIN LATERAL (${sumsOf(Prisma.sql`last.receiver_phone`)}) s`,
    db.$queryRaw<{ name: string }[]>`
      SELECT o.receiver_name AS name FROM orders o WHERE o.receiver_phone = ${phone}
      GROUP BY o.receiver_name ORDER BY max(o.created_at) DESC LIMIT ${MOST_NAMES}`,
  ]);
  const [customer] = rows;
  return customer ? { ...customer, names: names.map(({ name }) => name) } : null; // erased in between
}
