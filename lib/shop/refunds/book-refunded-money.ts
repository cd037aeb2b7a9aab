import "server-only";
import type { Tx } from "@/lib/server/db";
import { dropFalseFormers } from "@/lib/shop/catalog/price-history";
import { resolveHeldMoney } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { postRefund } from "@/lib/shop/ledger/post-transfer";
import { endTheRest } from "@/lib/shop/orders/end-the-rest";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { tellOfRefund } from "@/lib/shop/word/outbox/queue-words";
import type { LockedPayment } from "./lock-payment";
import { wakeReports } from "./wake-reports";

/**
 * So many fen of a locked payment have gone back: in the ledger, in the timeline, and in what follows from it. An order
 * that has not been shipped and gets all of its money back is closed, and its goods are for sale again; of one that was sent in part
 * nothing more is sent; what is called 原价 by that sale is so no more (docs/decisions/0033); held money that has all gone back is no discrepancy any more (docs/decisions/0006).
 */
export async function bookRefundedMoney(
  tx: Tx,
  shop: Shop,
  payment: LockedPayment,
  { amountFen, refundNo, word = null }: { amountFen: number; refundNo: string; word?: OwnerWord | null | undefined },
): Promise<void> {
  const at = shop.now();
  await tx.payment.update({ where: { id: payment.id }, data: { refundedFen: { increment: amountFen } } });
  await postRefund(tx, { paymentId: payment.id, refundNo, amountFen, at });
  await wakeReports(tx, payment, at);
  const isWhole = payment.refundedFen + amountFen === payment.amountFen;
  if (isWhole && payment.disposition === "held") await resolveHeldMoney(tx, { tradeNo: payment.tradeNo, refundNo }, at);
  const { orderId } = payment;
  if (!orderId) return;
  const detail = { refundNo, refundFen: String(amountFen), ...wordsOf(word) };
  await recordEvent(tx, { orderId, kind: "refund_done", actor: word ? "owner" : "alipay", detail, at });
  await tellOfRefund(tx, orderId, { refundNo, amountFen }, at);
  if (isWhole && payment.disposition === "settled") {
    await dropFalseFormers(tx, shop, orderId);
    await closeUnshipped(tx, orderId, at);
    await endTheRest(tx, orderId, { actor: word ? "owner" : "alipay", at });
  }
  await signalOrder(tx, orderId);
}

/** What an owner says of how a refund ended, and who that is. */
export type OwnerWord = { owner: string; note: string };

/** An owner's word in a line of the timeline. */
export function wordsOf(word: OwnerWord | null): Record<string, string> {
  return word ? { owner: word.owner, ...(word.note && { note: word.note }) } : {};
}

async function closeUnshipped(tx: Tx, orderId: string, at: Date): Promise<void> {
  const { count } = await tx.order.updateMany({
    where: { id: orderId, status: "PAID" },
    data: { status: "CLOSED", closedAt: at, closeReason: "refunded", dueAt: null },
  });
  if (count === 0) return;
  const lines = await tx.orderLine.findMany({ where: { orderId }, select: { variantId: true, quantity: true } });
  await moveStock(tx, "return", orderId, lines, at);
  await recordEvent(tx, { orderId, kind: "closed", actor: "alipay", detail: { reason: "refunded" }, at });
}
