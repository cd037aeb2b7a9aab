import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import type { Medium } from "../outbox/word-event";
import { type Contact, parseEmail } from "./contact";

/**
 * Keeps by what a buyer wants word of the orders of `done` (its column: id), as part of a statement; a contact without any way takes away
 * what was there. A way that the owner does not offer is not kept, unless it was left when the owner did.
 */
export function contactKept({ email, sms, language }: Contact, done: Prisma.Sql, at: Date): Prisma.Sql {
  const offered = (medium: Medium) => Prisma.sql`EXISTS (SELECT FROM word_channels c WHERE c.medium = ${medium} AND c.status <> 'paused')`;
  if (email === null && !sms) return Prisma.sql`DELETE FROM order_contacts k USING ${done} WHERE k.order_id = ${done}.id`;
  return Prisma.sql`
    INSERT INTO order_contacts (order_id, email, sms, language, created_at)
    SELECT it.id, it.email, it.sms, ${language}, ${at}::timestamptz
    FROM (SELECT ${done}.id, CASE WHEN ${offered("email")} OR k.email = ${email}::text THEN ${email}::text END AS email,
      ${sms}::boolean AND (${offered("sms")} OR COALESCE(k.sms, FALSE)) AS sms
      FROM ${done} LEFT JOIN order_contacts k ON k.order_id = ${done}.id) AS it
    WHERE it.email IS NOT NULL OR it.sms
    ON CONFLICT (order_id) DO UPDATE SET email = EXCLUDED.email, sms = EXCLUDED.sms, language = EXCLUDED.language`;
}

/**
 * Changes by what an order's buyer wants word; with no way at all it is as withdrawing. Refuses an order that is not there or whose buyer was
 * erased, since nobody would find it by a phone number and erase it again. `onlyUnpaid` leaves a paid order as it is.
 */
export async function keepContact(
  shop: Pick<Shop, "db" | "now">,
  orderId: string,
  contact: Contact,
  { onlyUnpaid = false } = {},
): Promise<Result<object, "erased">> {
  if (contact.email !== null && parseEmail(contact.email) !== contact.email)
    throw new Error("an e-mail address is not as parseEmail gives it");
  return shop.db.$transaction(async (tx) => {
    const [order] = await tx.$queryRaw<{ status: string; isErased: boolean }[]>`
      SELECT status::text, receiver_phone = '' AS "isErased" FROM orders WHERE id = ${orderId}::uuid FOR NO KEY UPDATE`;
    if (!order || order.isErased) return refuse("erased");
    if (onlyUnpaid && order.status !== "PENDING") return { ok: true };
    await tx.$executeRaw`
      WITH meant AS (SELECT ${orderId}::uuid AS id) ${contactKept(contact, Prisma.sql`meant`, shop.now())}`;
    return { ok: true };
  });
}

/** No further word of an order: what waits is not sent any more. Any number of times. */
export async function withdrawContact({ db }: Pick<Shop, "db">, orderId: string): Promise<void> {
  await db.orderContact.deleteMany({ where: { orderId } });
}

/** By what the buyer of an order wants word; null: by nothing. */
export async function readContact({ db }: Pick<Shop, "db">, orderId: string): Promise<Omit<Contact, "language"> | null> {
  return db.orderContact.findUnique({ where: { orderId }, select: { email: true, sms: true } });
}

/** The address that this browser left with its last order, for the next one; empty where it left none. */
export async function rememberedEmail({ db }: Pick<Shop, "db">, buyerId: string): Promise<string> {
  const last = await db.order.findFirst({
    where: { buyerId },
    select: { contact: { select: { email: true } } },
    orderBy: { createdAt: "desc" },
  });
  return last?.contact?.email ?? "";
}
