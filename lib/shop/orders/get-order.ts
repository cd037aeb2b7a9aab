import "server-only";
import type { Row } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import type { Shop } from "@/lib/shop/shop";
import { holdsMoney } from "./holds-money";
import { maskReceiver } from "./mask-receiver";
import { neverSentOf } from "./never-sent";
import { type CloseReason, type OrderPhase, type OrderView, refundMark } from "./order";
import { CHANGE_SELECT, toChangeView } from "./order-change";
import { isResultLate, orderPhase } from "./order-phase";
import { receivedFrom } from "./received-from";

/** The columns of a shopper's view. The owner's has its own list on purpose: nothing of the owner's side is read here. */
export const ORDER_VIEW_SELECT = {
  id: true,
  no: true,
  accessToken: true,
  buyerId: true,
  status: true,
  itemsFen: true,
  discounts: { select: { name: true, code: true, amountFen: true }, orderBy: { kind: "desc" } },
  adjustFen: true,
  shippingFen: true,
  totalFen: true,
  changing: true,
  termChanges: true,
  changes: { select: CHANGE_SELECT, where: { state: { in: ["waiting", "applied", "paid"] } }, orderBy: { createdAt: "asc" } },
  note: true,
  receiverName: true,
  receiverPhone: true,
  province: true,
  city: true,
  district: true,
  addressDetail: true,
  createdAt: true,
  expiresAt: true,
  paidAt: true,
  shippedAt: true,
  completedAt: true,
  closedAt: true,
  closeReason: true,
  closeWanted: true,
  unsentPieces: true,
  receiveBy: true,
  receiveExtended: true,
  parcelChanges: true,
  parcels: {
    select: {
      id: true,
      courier: true,
      trackingNo: true,
      shippedAt: true,
      lines: { select: { lineId: true, quantity: true, line: { select: { title: true, variantName: true } } }, orderBy: { lineId: "asc" } },
    },
    orderBy: { id: "asc" },
  },
  lines: {
    select: {
      ...{ id: true, productSlug: true, title: true, variantName: true, image: true },
      ...{ priceFen: true, quantity: true, discountFen: true, adjustFen: true },
    },
    orderBy: { id: "asc" },
  },
  attempts: { select: { status: true, returnedAt: true, unansweredSince: true, withheldSince: true } },
  payments: { select: { id: true, tradeNo: true, disposition: true, amountFen: true, refundingFen: true, refundedFen: true } },
  discrepancies: { select: { tradeNo: true }, where: { keepMoney: true } },
  refunds: {
    select: {
      paymentId: true,
      outRequestNo: true,
      amountFen: true,
      reason: true,
      status: true,
      note: true,
      requestedBy: true,
      createdAt: true,
      startedAt: true,
      endedAt: true,
      cardOutcome: true,
    },
    orderBy: { id: "asc" },
  },
} as const satisfies Prisma.OrderSelect;

export type OrderRow = Row<"order", typeof ORDER_VIEW_SELECT>;
/** `isOwn`: this browser placed it; otherwise it came by the order's link. */
export type FoundOrder = { id: string; isOwn: boolean; view: OrderView };

const ORDER_NO = /^\d{10,24}$/;

/** The order if this buyer placed it or opened its link; null both for a stranger's order and for none. */
export async function getOrderForBuyer(shop: Shop, no: string, buyerId: string): Promise<FoundOrder | null> {
  if (!ORDER_NO.test(no)) return null;
  const row = await shop.db.order.findUnique({ where: { no }, select: ORDER_VIEW_SELECT });
  if (!row) return null;
  const view = toOrderView(row, shop.now());
  if (row.buyerId === buyerId) return { id: row.id, isOwn: true, view };
  const visit = await shop.db.linkVisit.findUnique({ where: { buyerId_orderId: { buyerId, orderId: row.id } }, select: { orderId: true } });
  return visit && { id: row.id, isOwn: false, view: maskReceiver(view) };
}

/**
 * The id of the order that the browser with this cookie may see, by the same rule as `getOrderForBuyer` and by one statement: for who
 * asks often and needs no more. `tokenHash` is what is kept of the cookie's token. `isPrivate`: for what a visitor
 * by link sees no more once the order is over.
 */
export async function findVisibleId(
  { pool }: Shop,
  no: string,
  tokenHash: string,
  { isPrivate = false }: { isPrivate?: boolean } = {},
): Promise<string | null> {
  if (!ORDER_NO.test(no)) return null;
  const [row] = await runOn(pool)<{ id: string }>(Prisma.sql`
    SELECT o.id FROM orders o JOIN buyers b ON b.token_hash = ${tokenHash}
    WHERE o.no = ${no}
      AND (o.buyer_id = b.id OR (NOT (${isPrivate}::boolean AND o.status IN ('COMPLETED', 'CLOSED'))
        AND EXISTS (SELECT FROM link_visits v WHERE v.buyer_id = b.id AND v.order_id = o.id)))`);
  return row?.id ?? null;
}

/** An order's row as its buyer sees it. */
export function toOrderView(row: OrderRow, now: Date): OrderView {
  const { id: _id, buyerId: _buyer, receiverName, receiverPhone, addressDetail, province, city, district, ...rest } = row;
  const { attempts, payments, discrepancies: _keeping, refunds, closeWanted: _wanted, parcels, lines, changes, changing, ...view } = rest;
  const closeReason = row.closeReason as CloseReason | null;
  return {
    ...view,
    isResultLate: isResultLate(paymentFacts(attempts).unansweredSince, now),
    ...moneyBack(payments, refunds),
    neverSent: neverSentOf(row, { payments, refunds }),
    phase: phaseOf(row, now),
    closeReason,
    isChanging: changing,
    changes: changes.map((change) => toChangeView(change, lines)),
    lines: lines.map(({ id: _line, ...line }) => ({ ...line, paidFen: paidForLine(line) })),
    parcels: parcels.map(({ lines: packed, ...parcel }) => ({
      ...parcel,
      id: String(parcel.id),
      lines: packed.map(({ quantity, line }) => ({ ...line, quantity })),
    })),
    receiveBy: receivedFrom(row),
    address: { name: receiverName, phone: receiverPhone, province, city, district, detail: addressDetail },
  };
}

/** What of an order's row says how it stands. */
export type StandingRow = Pick<
  OrderRow,
  "status" | "expiresAt" | "closeWanted" | "closeReason" | "attempts" | "payments" | "discrepancies"
>;

/** What a shopper is shown of an order that stands so. */
export function phaseOf(row: StandingRow, now: Date): OrderPhase {
  const { status, expiresAt, closeWanted, attempts, payments, discrepancies: keeping } = row;
  const held = payments.filter((payment) => payment.disposition === "held");
  const holding = held.filter((payment) => holdsMoney([payment]));
  const facts = {
    status,
    expiresAt,
    closeWanted,
    closeReason: row.closeReason as CloseReason | null,
    ...paymentFacts(attempts),
    holdsMoney: holding.length > 0,
    keepsMoney: holding.every((payment) => keeping.some(({ tradeNo }) => tradeNo === payment.tradeNo)),
    gaveBack: held.length > 0,
  };
  return orderPhase(facts, now);
}

/** Only the attempt that may still be paid is in question; the buyer may have come back from any of them. */
function paymentFacts(attempts: OrderRow["attempts"]) {
  const open = attempts.filter(({ status }) => status === "OPEN");
  const returns = attempts.flatMap(({ returnedAt }) => (returnedAt ? [returnedAt.getTime()] : []));
  return {
    returnedAt: returns.length > 0 ? new Date(Math.max(...returns)) : null,
    unansweredSince: open.find(({ unansweredSince }) => unansweredSince !== null)?.unansweredSince ?? null,
    isWithheld: open.some(({ withheldSince }) => withheldSince !== null),
  };
}

type Money = Pick<OrderView, "refunds" | "refundMark" | "refundedFen" | "refundableFen">;

/** Held money counts as well: a buyer who paid twice sees the second payment come back. */
function moneyBack(payments: OrderRow["payments"], rows: OrderRow["refunds"]): Money {
  const refunds = rows.map(({ paymentId: _payment, outRequestNo, ...refund }) => ({ ...refund, no: outRequestNo }));
  const settled = payments.find((payment) => payment.disposition === "settled");
  const isAsked = refunds.some(({ status }) => status === "REQUESTED" || status === "PENDING");
  return {
    refunds,
    ...markOf(payments, refunds),
    refundableFen: settled && !isAsked ? settled.amountFen - settled.refundingFen : 0,
  };
}

/** How much came back of what was paid for an order, and the mark that sums it up. */
export function markOf(
  payments: OrderRow["payments"],
  refunds: readonly { status: OrderRow["refunds"][number]["status"] }[],
): Pick<OrderView, "refundMark" | "refundedFen"> {
  const sum = (name: "amountFen" | "refundedFen") => payments.reduce((total, payment) => total + payment[name], 0);
  const refundedFen = sum("refundedFen");
  return { refundMark: refundMark(refunds, { paidFen: sum("amountFen"), refundedFen }), refundedFen };
}
