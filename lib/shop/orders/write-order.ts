import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@/lib/server/prisma/client";
import { newToken } from "@/lib/server/token";
import type { Shop } from "@/lib/shop/shop";
import { changeOf, conditionOf } from "@/lib/shop/stock/move-stock";
import { closeAsked } from "./ask-to-close";
import type { NewOrder } from "./judge-form";
import { receiverOf } from "./order-draft";
import { eventsOf, type OrderEventInput } from "./order-event";
import { newOrderNo, newOutTradeNo } from "./order-no";
import type { BegunPayment, Placed } from "./placed-order";
import type { SentForm } from "./placing-facts";
import { ORDER_CHANNEL } from "./signal-order";

/**
 * What belongs to an order and to other rooms, as parts of the statement that writes it: each changes something, and nothing unless
 * `done` has a row. The order was placed, or goes to another receiver.
 */
export type Along = (what: "placed" | "moved", done: Prisma.Sql) => Prisma.Sql[];

/** The intent to send the buyer to the cashier, written with the order (lib/shop/payments/begin-payment.ts). */
export type Beginning = Pick<BegunPayment, "subject" | "expiresInMinutes"> & { heldUntil: Date; payableUntil: Date; dueAt: Date };
export type Begin = (order: { no: string; at: Date }) => Beginning;

export type Also = { along?: Along; begin?: Begin };

/** Parts of a statement, under names of their own. */
export function withParts(parts: readonly Prisma.Sql[]): Prisma.Sql {
  const named = parts.map((part, place) => Prisma.sql`, ${Prisma.raw(`along_${place}`)} AS (${part})`);
  return named.length === 0 ? Prisma.empty : Prisma.join(named, "");
}

/**
 * A new order, and the one statement that writes it: order, lines, payment attempt, stock with its ledger, timeline, and that the
 * orders whose place it takes are to be closed. It gives a row, or writes nothing when goods are not for sale any more; the caller
 * holds the locks of the verdict.
 */
export function writeOrder(
  { config, gateways }: Shop,
  { form, order, at }: { form: SentForm; order: NewOrder; at: Date },
  { along, begin }: Also,
): { sql: Prisma.Sql; placed: Placed } {
  const { buyerId, draft } = form;
  const { lines, itemsFen, shippingFen, freight, replaced, key } = order;
  const [id, no, accessToken] = [randomUUID(), newOrderNo(at), newToken()];
  const attempt = {
    outTradeNo: newOutTradeNo(at, config.numberPrefix),
    contract: gateways.current.contract,
    amountFen: itemsFen + shippingFen,
  };
  const begun = begin?.({ no, at });
  const held = new Date(at.getTime() + config.firstHoldMs);
  const to = receiverOf(draft);
  const goods = lines.map(({ variantId, quantity, priceFen, productSlug, title, variantName, image }) => ({
    ...{ id: variantId, q: quantity, price: priceFen, slug: productSlug, title, name: variantName, image },
  }));
  const sql = Prisma.sql`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(goods)}::jsonb) AS l(id int, q int, price bigint, slug text, title text, name text, image text)
    ), there AS (
      SELECT v.id FROM wanted l JOIN variants v ON v.id = l.id WHERE ${conditionOf("reserve")}
    ), placed AS (
      INSERT INTO orders (id, no, access_token, buyer_id, idempotency_key, items_fen, shipping_fen, total_fen, freight, note, network,
        receiver_name, receiver_phone, province, city, district, address_detail, expires_at, due_at, created_at, updated_at)
      SELECT ${id}::uuid, ${no}, ${accessToken}, ${buyerId}::uuid, ${key}, ${itemsFen}::bigint, ${shippingFen}::bigint, ${attempt.amountFen}::bigint,
        ${JSON.stringify(freight)}::jsonb, ${to.note}, ${draft.network ?? null}::text, ${to.receiverName}, ${to.receiverPhone}, ${to.province}, ${to.city},
        ${to.district}, ${to.addressDetail}, ${begun?.heldUntil ?? held}::timestamptz, ${begun?.dueAt ?? held}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      WHERE (SELECT count(*) FROM there) = ${lines.length}::int
      RETURNING id
    ), lines AS (
      INSERT INTO order_lines (order_id, variant_id, product_slug, title, variant_name, image, price_fen, quantity)
      SELECT placed.id, l.id, l.slug, l.title, l.name, l.image, l.price, l.q FROM placed, wanted l
    ), attempt AS (
      INSERT INTO payment_attempts (id, order_id, out_trade_no, contract, amount_fen, subject, payable_until, started_at, created_at)
      SELECT ${randomUUID()}::uuid, id, ${attempt.outTradeNo}, ${attempt.contract}, ${attempt.amountFen}::bigint, ${begun?.subject ?? ""},
        ${begun?.payableUntil ?? held}::timestamptz, ${begun ? at : null}::timestamptz, ${at}::timestamptz FROM placed
    ), moved AS (
      UPDATE variants v SET ${changeOf("reserve")} FROM wanted l, placed WHERE v.id = l.id RETURNING v.id, l.q
    ), movements AS (
      INSERT INTO stock_movements (variant_id, order_id, kind, quantity, created_at)
      SELECT moved.id, placed.id, 'reserve', moved.q, ${at}::timestamptz FROM moved, placed
    ), timeline AS (
      ${eventsOf(Prisma.sql`placed`, eventsFor(replaced, begun && attempt.outTradeNo), at)}
    ), ${closeAsked(Prisma.sql`o.id = ANY(${replaced.map((old) => old.id)}::uuid[]) AND EXISTS (SELECT FROM placed)`, { by: "buyer", at, detail: { replacedBy: no } })}
    ${withParts(along?.("placed", Prisma.sql`placed`) ?? [])}
    SELECT id, (SELECT count(pg_notify(${ORDER_CHANNEL}, close_asked.id::text)) FROM close_asked) AS woken FROM placed`;
  const payment = begun ? { ...attempt, subject: begun.subject, expiresInMinutes: begun.expiresInMinutes } : null;
  return { sql, placed: { orderId: id, no, accessToken, replayed: false, replaced: replaced.map((old) => old.id), begun: payment } };
}

function eventsFor(replaced: NewOrder["replaced"], outTradeNo: string | undefined): Omit<OrderEventInput, "orderId" | "at">[] {
  const detail: Record<string, string> = replaced.length > 0 ? { replaces: replaced.map((old) => old.no).join("、") } : {};
  const placed = { kind: "placed", actor: "buyer", detail } as const;
  return outTradeNo === undefined ? [placed] : [placed, { kind: "payment_started", actor: "buyer", detail: { outTradeNo } }];
}
