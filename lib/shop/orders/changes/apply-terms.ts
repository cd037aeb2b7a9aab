import "server-only";
import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { formatFen } from "@/lib/shop/money";
import type { Shop } from "@/lib/shop/shop";
import { maskForTimeline } from "../change-receiver";
import type { NewTerms } from "../order-change";
import { recordEvent } from "../order-event";
import { newOutTradeNo } from "../order-no";
import { signalOrder } from "../signal-order";
import type { ChangedOrder, ChangedReceiver } from "./read-changed";

export type ToApply = { id: string; terms: NewTerms; receiver: ChangedReceiver | null; reason: string; owner: string };

/** `lookAt`: when the old attempt is asked about once more; null where it cannot be paid any more for sure. */
type Manner = { at: Date; lookAt: Date | null };

/**
 * The order has the new terms from now on. Another sum has an attempt of its own, under a new out_trade_no, and from now on all the
 * time that an order has; of the old one the caller knows that it can be paid no more, or that the sum is the same. The order's row is
 * locked, it is unpaid and no money is here for it.
 */
export async function applyTerms(tx: Tx, shop: Shop, order: ChangedOrder, change: ToApply, { at, lookAt }: Manner): Promise<void> {
  const { terms, receiver } = change;
  const isNewSum = terms.total.toFen !== terms.total.fromFen;
  const old = isNewSum ? await replaceAttempt(tx, shop, order, { amountFen: terms.total.toFen, at }) : null;
  const heldUntil = holdOf(shop, order, at);
  await tx.order.update({
    where: { id: order.id },
    data: {
      ...{ shippingFen: terms.shipping.toFen, totalFen: terms.total.toFen, changing: false, termChanges: { increment: 1 } },
      adjustFen: adjustOf(order, terms),
      ...(terms.shipping.toFen !== terms.shipping.fromFen && { freight: freightOf(order, terms.shipping.toFen) }),
      ...receiver,
      ...(isNewSum && { expiresAt: heldUntil, dueAt: heldUntil, checks: 0 }),
    },
  });
  await writeLines(tx, order, terms);
  await tx.orderChange.update({
    where: { id: change.id },
    data: { state: "applied", endedAt: at, receiver: Prisma.DbNull, dueAt: lookAt, checks: 0, ...(lookAt && { attemptId: old }) },
  });
  await recordEvent(tx, { orderId: order.id, kind: "terms_changed", actor: "owner", detail: detailOf(order, change), at });
  await signalOrder(tx, order.id);
}

/** Until when the order is held once it costs something else: as long as one whose buyer goes to pay. */
function holdOf({ config }: Pick<Shop, "config">, { expiresAt }: ChangedOrder, at: Date): Date {
  const full = new Date(at.getTime() + config.orderExpiresInMs);
  return full > expiresAt ? full : expiresAt;
}

/** @returns the id of the attempt that was open, null for none */
async function replaceAttempt(
  tx: Tx,
  shop: Shop,
  order: ChangedOrder,
  { amountFen, at }: { amountFen: number; at: Date },
): Promise<string | null> {
  const old = order.attempts[0];
  if (old) await tx.paymentAttempt.update({ where: { id: old.id }, data: { status: "CLOSED", closedAt: at } });
  await tx.paymentAttempt.create({
    data: {
      ...{ id: randomUUID(), orderId: order.id, outTradeNo: newOutTradeNo(at, shop.config.numberPrefix) },
      ...{ contract: shop.gateways.current.contract, amountFen, payableUntil: holdOf(shop, order, at), createdAt: at },
    },
    select: { id: true },
  });
  return old?.id ?? null;
}

/** By what the sum of the goods differs from what was agreed when the order was placed. */
function adjustOf({ lines }: ChangedOrder, terms: NewTerms): number {
  return lines.reduce((sum, line) => sum + adjustOfLine(line, terms), 0);
}

function adjustOfLine({ id, priceFen, quantity, discountFen, adjustFen }: ChangedOrder["lines"][number], { lines }: NewTerms): number {
  const change = lines.find(({ lineId }) => lineId === String(id));
  return change ? change.toFen - (priceFen * quantity - discountFen) : adjustFen;
}

async function writeLines(tx: Tx, order: ChangedOrder, terms: NewTerms): Promise<void> {
  for (const line of order.lines) {
    const adjustFen = adjustOfLine(line, terms);
    if (adjustFen !== line.adjustFen) await tx.orderLine.update({ where: { id: line.id }, data: { adjustFen }, select: { id: true } });
  }
}

/** How the freight was counted stays readable beside what its owner made of it: `placedFen` is what the form showed. */
function freightOf({ freight, shippingFen }: ChangedOrder, feeFen: number): Prisma.InputJsonObject {
  const counted = freight !== null && typeof freight === "object" && !Array.isArray(freight) ? freight : { perTemplate: [] };
  return { ...(counted as Prisma.InputJsonObject), feeFen, placedFen: Number(counted.placedFen ?? shippingFen) };
}

/** What the timeline says of a change, addresses masked. */
export function detailOf(order: ChangedOrder, { terms, receiver, reason, owner }: Omit<ToApply, "id">): Record<string, string> {
  const { total, shipping } = terms;
  const goods = order.lines.flatMap(({ id, title, variantName, quantity }) => {
    const change = terms.lines.find(({ lineId }) => lineId === String(id));
    if (!change || change.fromFen === change.toFen) return [];
    return [`${[title, variantName].filter(Boolean).join(" ")} ×${quantity} ${formatFen(change.fromFen)} → ${formatFen(change.toFen)}`];
  });
  const arrow = ({ fromFen, toFen }: { fromFen: number; toFen: number }) => `${formatFen(fromFen)} → ${formatFen(toFen)}`;
  return {
    ...(goods.length > 0 && { newPrices: goods.join("；") }),
    ...(shipping.fromFen !== shipping.toFen && { newFreight: arrow(shipping) }),
    ...(total.fromFen !== total.toFen && { newTotal: arrow(total) }),
    ...(receiver && { receiver: maskForTimeline(receiver), oldReceiver: maskForTimeline(order) }),
    ...(reason !== "" && { note: reason }),
    by: owner,
  };
}
