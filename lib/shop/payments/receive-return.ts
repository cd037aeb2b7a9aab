import "server-only";
import { readMessage } from "@/lib/shop/inbox/read-message";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { refreshPayment } from "./refresh-payment";

/** For how long after the first return its URL opens the order in a browser without the cookie, in ms. */
const OPENS_FOR_MS = 10 * 60_000;
/** An attempt older than this has no honest return any more: Alipay stops telling of it after 24 h 22 min. */
const STALE_MS = 25 * 3600_000;

export type ReturnedTo = { no: string; accessToken: string | null };

/**
 * The buyer's browser comes back from the cashier. A verified return is a hint: it is noted, and the gateway is asked. It
 * settles nothing by its own word. Answers which order to show: with its token only while the return is fresh, so that an
 * old URL out of somebody's history opens nothing; null for what is forged, stale or foreign.
 */
export async function receiveReturn(shop: Shop, search: string, buyerId: string | null): Promise<ReturnedTo | null> {
  const { gateway, result: parsed } = readMessage(shop, search, (one) => one.parseReturn(search));
  if (!parsed.ok) {
    shop.log.info({ reason: parsed.reason }, "refused a return");
    return null;
  }
  const attempt = await shop.db.paymentAttempt.findUnique({
    where: { outTradeNo: parsed.outTradeNo },
    select: {
      id: true,
      outTradeNo: true,
      contract: true,
      createdAt: true,
      returnedAt: true,
      order: { select: { id: true, no: true, buyerId: true, accessToken: true } },
    },
  });
  if (!attempt || shop.gateways.of(attempt.contract).contract !== gateway.contract) return null;
  const at = shop.now();
  const { order } = attempt;
  const isOwn = order.buyerId === buyerId;
  const isFresh =
    at.getTime() - attempt.createdAt.getTime() < STALE_MS &&
    (!attempt.returnedAt || at.getTime() - attempt.returnedAt.getTime() < OPENS_FOR_MS);
  if (!isOwn && !isFresh) return null;
  if (!attempt.returnedAt) await noteReturn(shop, attempt, at);
  await refreshPayment(shop, order.id, { actor: "buyer" });
  return { no: order.no, accessToken: isOwn ? null : order.accessToken };
}

async function noteReturn(shop: Shop, attempt: { id: string; outTradeNo: string; order: { id: string } }, at: Date): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    const { count } = await tx.paymentAttempt.updateMany({ where: { id: attempt.id, returnedAt: null }, data: { returnedAt: at } });
    if (count === 0) return;
    const orderId = attempt.order.id;
    await recordEvent(tx, { orderId, kind: "returned", actor: "buyer", detail: { outTradeNo: attempt.outTradeNo }, at });
    await signalOrder(tx, orderId);
  });
}
