import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { queueAlert } from "@/lib/shop/alerts/outbox/queue-alerts";
import { isErased } from "@/lib/shop/orders/is-erased";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { leftFen, lockPayment } from "../lock-payment";
import { newRefundNo } from "../refund";

const MOST_A_DAY = 5;
const DAY_MS = 24 * 3600_000;

/**
 * A buyer asks for so many fen of the order's money, or for what is left of it, before shipping or after; the owner answers. Nothing
 * is promised yet. Refuses more than what is left, an order that nobody paid, one whose money has all gone back, a second request while one is open or under way,
 * an order whose buyer was erased, and the sixth within a day: each is a row, an alert and a line of the order's story for ever, and may be withdrawn at once.
 */
export async function requestRefund(
  shop: Shop,
  orderId: string,
  { reason, amountFen: wantedFen }: { reason: string; amountFen?: number | undefined },
): Promise<
  Result<object, "nothing_paid" | "erased" | "nothing_left" | "asked_already" | "too_often" | Refusal<"too_much", { leftFen: number }>>
> {
  const at = shop.now();
  const found = await shop.db.payment.findFirst({ where: { orderId, disposition: "settled" }, select: { id: true } });
  if (!found) return refuse("nothing_paid");
  return shop.db.$transaction(async (tx) => {
    const payment = await lockPayment(tx, found.id);
    if (await isErased(tx, orderId)) return refuse("erased");
    const left = leftFen(payment);
    const amountFen = wantedFen ?? left;
    const open = await tx.refund.count({ where: { orderId, status: { in: ["REQUESTED", "PENDING"] } } });
    if (open > 0) return refuse("asked_already");
    if (left === 0) return refuse("nothing_left");
    if (!Number.isSafeInteger(amountFen) || amountFen < 1 || amountFen > left) return refuse("too_much", { leftFen: left });
    const sinceDay = { gt: new Date(at.getTime() - DAY_MS) };
    if ((await tx.refund.count({ where: { orderId, requestedBy: "buyer", createdAt: sinceDay } })) >= MOST_A_DAY)
      return refuse("too_often");
    const outRequestNo = newRefundNo();
    const row = { orderId, paymentId: payment.id, amountFen, reason, createdAt: at };
    const { id } = await tx.refund.create({ data: { ...row, outRequestNo, status: "REQUESTED", requestedBy: "buyer" } });
    await queueAlert(tx, "refund_requested", { subject: outRequestNo, about: String(id) }, at);
    const detail = { refundNo: outRequestNo, refundFen: String(amountFen), note: reason };
    await recordEvent(tx, { orderId, kind: "refund_requested", actor: "buyer", detail, at });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}
