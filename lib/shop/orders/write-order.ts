import "server-only";
import { randomUUID } from "node:crypto";
import { Prisma } from "@/lib/server/prisma/client";
import { newToken } from "@/lib/server/token";
import { keepDiscounts, takeUse } from "@/lib/shop/promotions/hold-coupon";
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
export type Beginning = Pick<BegunPayment, "subject" | "screen" | "expiresInMinutes"> & {
  heldUntil: Date;
  payableUntil: Date;
  dueAt: Date;
};
export type Begin = (order: { no: string; at: Date }) => Beginning;

/** What is done after a new order's commit and without it, in the same round trip; `isThere` says whether the order was written. What fails of it hides no order. */
export type After = (isThere: Prisma.Sql) => { sql: Prisma.Sql; onError: (error: unknown) => void };

/** `isPlain`: the form seems to need no lock but the goods' (plain-form.ts). */
export type Also = { along?: Along; after?: After; begin?: Begin; isPlain?: boolean };

/** Parts of a statement, under names of their own. */
export function withParts(parts: readonly Prisma.Sql[]): Prisma.Sql {
  const named = parts.map((part, place) => Prisma.sql`, ${Prisma.raw(`along_${place}`)} AS (${part})`);
  return named.length === 0 ? Prisma.empty : Prisma.join(named, "");
}

type Placing = { form: SentForm; order: NewOrder; at: Date };

/** A new order, and the statement that writes it; the caller holds the locks of the verdict. */
export function writeOrder(shop: Shop, placing: Placing, { along, begin }: Also): { sql: Prisma.Sql; placed: Placed } {
  const made = make(shop, placing, begin);
  const { id, no, accessToken, attempt, begun } = made;
  const replaced = placing.order.replaced.map((old) => old.id);
  const payment = begun && {
    ...attempt,
    subject: begun.subject,
    screen: begun.screen,
    expiresInMinutes: begun.expiresInMinutes,
    at: placing.at,
  };
  return { sql: orderSql(placing, made, along), placed: { orderId: id, no, accessToken, replayed: false, replaced, begun: payment } };
}

/** What a new order has that its form does not say. */
function make({ config, gateways }: Shop, { order, at }: Placing, begin: Begin | undefined) {
  const no = newOrderNo(at);
  const amountFen = order.itemsFen - order.discountFen + order.shippingFen;
  const attempt = { outTradeNo: newOutTradeNo(at, config.numberPrefix), contract: gateways.current.contract, amountFen };
  const heldUntil = new Date(at.getTime() + config.firstHoldMs);
  const begun = begin?.({ no, at }) ?? null;
  const times = begun ?? { heldUntil, dueAt: heldUntil, payableUntil: heldUntil };
  return { id: randomUUID(), no, accessToken: newToken(), attempt, begun, times };
}

/**
 * The one statement: order, lines, payment attempt, stock with its ledger, timeline, and that the orders whose place it takes are to
 * be closed. It gives a row, or writes nothing when goods are not for sale any more, or the coupon is used up.
 */
function orderSql(
  { form, order, at }: Placing,
  { id, no, accessToken, attempt, begun, times }: ReturnType<typeof make>,
  along: Along | undefined,
) {
  const { buyerId, draft } = form;
  const { receiverName, receiverPhone, province, city, district, addressDetail, note } = receiverOf(draft);
  const goods = order.lines.map(({ variantId, quantity, priceFen, discountFen, productSlug, title, variantName, image }, place) => ({
    ...{ place, id: variantId, q: quantity, price: priceFen, off: discountFen, slug: productSlug, title, name: variantName, image },
  }));
  const couponId = order.discounts.find(({ kind }) => kind === "coupon")?.promotionId ?? null;
  const areThere = Prisma.sql`(SELECT count(*) FROM there) = ${goods.length}::int`;
  const replaced = Prisma.sql`o.id = ANY(${order.replaced.map((old) => old.id)}::uuid[]) AND EXISTS (SELECT FROM placed)`;
  return Prisma.sql`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(goods)}::jsonb)
        AS l(place int, id int, q int, price bigint, off bigint, slug text, title text, name text, image text)
    ), there AS (
      SELECT v.id FROM wanted l JOIN variants v ON v.id = l.id WHERE ${conditionOf("reserve")}
    ), use AS (
      ${takeUse(couponId, { isPossible: areThere, givenUp: order.givenUp, at })}
    ), placed AS (
      INSERT INTO orders (id, no, access_token, buyer_id, idempotency_key, items_fen, discount_fen, shipping_fen, total_fen, freight,
        note, network, receiver_name, receiver_phone, province, city, district, address_detail,
        expires_at, due_at, created_at, updated_at)
      SELECT ${id}::uuid, ${no}, ${accessToken}, ${buyerId}::uuid, ${order.key}, ${order.itemsFen}::bigint,
        ${order.discountFen}::bigint, ${order.shippingFen}::bigint,
        ${attempt.amountFen}::bigint, ${JSON.stringify(order.freight)}::jsonb,
        ${note}, ${draft.network ?? null}::text, ${receiverName}, ${receiverPhone}, ${province}, ${city}, ${district}, ${addressDetail},
        ${times.heldUntil}::timestamptz, ${times.dueAt}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      WHERE ${areThere} AND EXISTS (SELECT FROM use)
      RETURNING id
    ), lines AS (
      INSERT INTO order_lines (order_id, variant_id, product_slug, title, variant_name, image, price_fen, quantity, discount_fen)
      SELECT placed.id, l.id, l.slug, l.title, l.name, l.image, l.price, l.q, l.off FROM placed, wanted l ORDER BY l.place
    ), discounts AS (
      ${keepDiscounts(Prisma.sql`placed`, order.discounts)}
    ), attempt AS (
      INSERT INTO payment_attempts (id, order_id, out_trade_no, contract, amount_fen, subject, screen, payable_until, started_at,
        created_at)
      SELECT ${randomUUID()}::uuid, id, ${attempt.outTradeNo}, ${attempt.contract}, ${attempt.amountFen}::bigint, ${begun?.subject ?? ""},
        ${begun?.screen ?? "phone"}, ${times.payableUntil}::timestamptz, ${begun && at}::timestamptz, ${at}::timestamptz FROM placed
    ), moved AS (
      UPDATE variants v SET ${changeOf("reserve")} FROM wanted l, placed WHERE v.id = l.id RETURNING v.id, l.q
    ), movements AS (
      INSERT INTO stock_movements (variant_id, order_id, kind, quantity, created_at)
      SELECT moved.id, placed.id, 'reserve', moved.q, ${at}::timestamptz FROM moved, placed
    ), timeline AS (
      ${eventsOf(Prisma.sql`placed`, eventsFor(order.replaced, begun && attempt.outTradeNo), at)}
    ), ${closeAsked(replaced, { by: "buyer", at, detail: { replacedBy: no } })}
    ${withParts(along?.("placed", Prisma.sql`placed`) ?? [])}
    SELECT id, (SELECT count(pg_notify(${ORDER_CHANNEL}, close_asked.id::text)) FROM close_asked) AS woken FROM placed`;
}

function eventsFor(replaced: NewOrder["replaced"], outTradeNo: string | null): Omit<OrderEventInput, "orderId" | "at">[] {
  const detail: Record<string, string> = replaced.length > 0 ? { replaces: replaced.map((old) => old.no).join("、") } : {};
  const placed = { kind: "placed", actor: "buyer", detail } as const;
  return outTradeNo === null ? [placed] : [placed, { kind: "payment_started", actor: "buyer", detail: { outTradeNo } }];
}
