import "server-only";
import type { Row, Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { newToken } from "@/lib/server/token";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { whoOf } from "@/lib/shop/by";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import { lockOrder } from "@/lib/shop/orders/lock-order";
import { recordEvent } from "@/lib/shop/orders/order-event";
import type { Shop } from "@/lib/shop/shop";
import { eraseBuyerAddresses } from "./buyer-addresses";

const SELECT = {
  id: true,
  no: true,
  status: true,
  dueAt: true,
  createdAt: true,
  adjustFen: true,
  totalFen: true,
  receiverName: true,
  receiverPhone: true,
  province: true,
  city: true,
  district: true,
  addressDetail: true,
  note: true,
  ownerNote: true,
  network: true,
  parcels: { select: { courier: true, trackingNo: true, shippedAt: true }, orderBy: { id: "asc" } },
  buyerId: true,
  contact: { select: { email: true, sms: true, language: true, createdAt: true } },
  lines: { select: { title: true, variantName: true, priceFen: true, quantity: true, adjustFen: true }, orderBy: { id: "asc" } },
  discounts: { select: { name: true, code: true, amountFen: true }, orderBy: { kind: "asc" } },
  changes: {
    select: { state: true, fromTotalFen: true, totalFen: true, moves: true, reason: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  },
  payments: { select: { tradeNo: true, buyerLogon: true, paidAt: true, amountFen: true, refundedFen: true }, orderBy: { id: "asc" } },
  refunds: {
    select: { outRequestNo: true, status: true, amountFen: true, reason: true, note: true, createdAt: true },
    orderBy: { id: "asc" },
  },
} as const satisfies Prisma.OrderSelect;

export type BuyerOrder = Row<"order", typeof SELECT>;

/** Everything that the shop keeps about who has ordered with this phone number, newest first. */
export async function findBuyerData(shop: Shop, phone: string): Promise<BuyerOrder[]> {
  return shop.db.order.findMany({ where: { receiverPhone: phone }, select: SELECT, orderBy: { createdAt: "desc" } });
}

/** The same to be handed out; that it was handed out is in the trail, without the number. */
export async function exportBuyerData(shop: Shop, phone: string): Promise<Omit<BuyerOrder, "id" | "buyerId" | "dueAt">[]> {
  const found = await findBuyerData(shop, phone);
  await recordAudit(shop.db, shop, { kind: "buyer_data_exported", after: { orders: found.length } });
  return found.map(({ id: _id, buyerId: _buyerId, dueAt: _dueAt, ...order }) => order);
}

type Ending = Pick<BuyerOrder, "status" | "dueAt"> & { refunds: { status: string }[] };

const OPEN_REFUNDS = ["REQUESTED", "PENDING"] as const;

function isOpenRefund(status: string): boolean {
  return (OPEN_REFUNDS as readonly string[]).includes(status);
}

/**
 * An order whose goods or money may still move keeps its address until it has ended: also a closed one that its buyer may still pay
 * for at Alipay, since late money opens it again. The worker asks about that one, so it is due. While a refund is asked for or under
 * way, its owner reads what the buyer wrote and shows.
 */
export function mayErase({ status, dueAt, refunds }: Ending): boolean {
  if (refunds.some((refund) => isOpenRefund(refund.status))) return false;
  return status === "COMPLETED" || (status === "CLOSED" && dueAt === null);
}

/**
 * Erases the personal data of this phone number from all orders that have ended: receiver, address, notes, the buyer's masked
 * account, raw notices, what they left to get word by, and the number from all address books; their links open nothing any more. Sums, goods, trade numbers and the timeline stay, since the books must.
 * @returns how many orders were erased, and how many were left because they have not ended
 */
export async function eraseBuyerData(shop: Shop, phone: string): Promise<{ erased: number; left: number }> {
  const orders = await shop.db.order.findMany({
    where: { receiverPhone: phone },
    select: { id: true, status: true, dueAt: true, buyerId: true, refunds: { select: { status: true } } },
  });
  let erased = 0;
  for (const { id, buyerId } of orders.filter(mayErase)) if (await eraseOrder(shop, id, buyerId)) erased++;
  await eraseBuyerAddresses(shop, phone);
  return { erased, left: orders.length - erased };
}

/** False when the order has gone on meanwhile (late money for a closed one, a request for a refund). */
async function eraseOrder(shop: Shop, orderId: string, buyerId: string): Promise<boolean> {
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const { count } = await tx.order.updateMany({
      where: {
        id: orderId,
        OR: [{ status: "COMPLETED" }, { status: "CLOSED", dueAt: null }],
        refunds: { none: { status: { in: [...OPEN_REFUNDS] } } },
      },
      data: {
        ...{ receiverName: "", receiverPhone: "", province: "", city: "", district: "", addressDetail: "", note: "", ownerNote: "" },
        accessToken: newToken(),
      },
    });
    if (count === 0) return false;
    await eraseTraces(tx, orderId);
    await tx.$executeRaw`UPDATE buyers SET address = NULL WHERE id = ${buyerId}::uuid`;
    await auditOrder(tx, shop, orderId, { kind: "buyer_data_erased" });
    await recordEvent(tx, { orderId, kind: "data_erased", actor: "owner", detail: whoOf(shop), at: shop.now() });
    return true;
  });
}

/** Of the timeline's lines: what buyers and owners wrote, and to whom the parcel was to go before it was corrected. */
const PERSONAL = ["note", "buyerNote", "oldBuyerNote", "receiver", "oldReceiver"];

async function eraseTraces(tx: Tx, orderId: string): Promise<void> {
  await tx.payment.updateMany({ where: { orderId }, data: { buyerLogon: null } });
  await tx.refundPicture.deleteMany({ where: { refund: { orderId } } });
  // What an owner gave as the reason of a refund is part of the request that a retry repeats.
  await tx.refund.updateMany({ where: { orderId, requestedBy: "buyer" }, data: { reason: "" } });
  await tx.refund.updateMany({ where: { orderId }, data: { note: "" } });
  await tx.refundWish.updateMany({ where: { refund: { orderId }, reason: { not: null } }, data: { reason: "" } });
  await tx.orderChange.updateMany({ where: { orderId }, data: { reason: "" } });
  await tx.linkVisit.deleteMany({ where: { orderId } });
  await tx.orderContact.deleteMany({ where: { orderId } });
  await tx.buyerWord.updateMany({ where: { orderId, sentTo: { not: null } }, data: { sentTo: null } });
  await tx.shipmentFileRow.deleteMany({ where: { orderId } });
  await tx.notifyDelivery.updateMany({ where: { orderId }, data: { body: "" } });
  await tx.$executeRaw`
    UPDATE order_events SET detail = detail - ${PERSONAL}::text[] WHERE order_id = ${orderId}::uuid AND detail ?| ${PERSONAL}::text[]`;
}
