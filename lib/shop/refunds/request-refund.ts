import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { lockPayment } from "./lock-payment";
import { newRefundNo } from "./refund-no";

export type RequestRefusal = "nothing_paid" | "asked_already";

/**
 * A buyer asks for what is left of the order's money, before shipping or after; the owner answers. Nothing is promised yet.
 * Refuses an order that nobody paid or that has been refunded, and a second request while one is open or under way.
 */
export async function requestRefund(shop: Shop, orderId: string, { reason }: { reason: string }): Promise<Result<object, RequestRefusal>> {
  const at = shop.now();
  const found = await shop.db.payment.findFirst({ where: { orderId, disposition: "settled" }, select: { id: true } });
  if (!found) return refuse("nothing_paid", "这个订单没有可以退的款项");
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, found.id);
    const leftFen = payment.amountFen - payment.refundingFen;
    const open = await tx.refund.count({ where: { orderId, status: { in: ["REQUESTED", "PENDING"] } } });
    if (open > 0) return refuse("asked_already", "已经有一笔退款在处理，请等待结果");
    if (leftFen === 0) return refuse("nothing_paid", "这个订单的款项已经全部退回");
    const outRequestNo = newRefundNo();
    const row = { orderId, paymentId: payment.id, amountFen: BigInt(leftFen), reason, createdAt: at };
    await tx.refund.create({ data: { ...row, outRequestNo, status: "REQUESTED", requestedBy: "buyer" } });
    const detail = { refundNo: outRequestNo, refundFen: String(leftFen), note: reason };
    await recordEvent(tx, { orderId, kind: "refund_requested", actor: "buyer", detail, at });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
