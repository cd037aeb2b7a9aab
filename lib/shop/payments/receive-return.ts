import "server-only";
import { logLimit } from "@/lib/server/log-limit";
import { readMessage } from "@/lib/shop/inbox/read-message";
import type { Visit } from "@/lib/shop/orders/open-by-link";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";
import { refreshPayment } from "./refresh-payment";

/** For how long after the first return its URL opens the order in a browser that did not place it, in ms. */
const OPENS_FOR_MS = 10 * 60_000;
/** An attempt older than this has no honest return any more: Alipay stops telling of it after 24 h 22 min. */
const STALE_MS = 25 * 3600_000;
/** The id of no buyer. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The order to show; `visit` for a browser that could not see it yet and now may. */
export type ReturnedTo = { no: string; visit: Visit | null };

/**
 * The buyer's browser comes back from the cashier. A verified return is a hint: it is noted, and the gateway is asked. It
 * settles nothing by its own word. Answers which order to show: to a browser that could not see it only while the return is fresh,
 * so that an old URL out of somebody's history opens nothing; null for what is forged, stale or foreign.
 */
export async function receiveReturn(shop: Shop, search: string, buyerId: string | null): Promise<ReturnedTo | null> {
  const { gateway, result: parsed } = await readMessage(shop, search, (one) => one.parseReturn(search));
  if (!parsed.ok) {
    logLimit("refused returns", { reason: parsed.reason }, shop.log); // anybody can send one
    return hintedOrder(shop, search, buyerId);
  }
  const attempt = await shop.db.paymentAttempt.findUnique({
    where: { outTradeNo: parsed.outTradeNo },
    select: {
      id: true,
      outTradeNo: true,
      contract: true,
      createdAt: true,
      returnedAt: true,
      order: {
        select: { id: true, no: true, buyerId: true, visits: { select: { buyerId: true }, where: { buyerId: buyerId ?? NOBODY } } },
      },
    },
  });
  if (!attempt || shop.gateways.of(attempt.contract).contract !== gateway.contract) return null;
  const at = shop.now();
  const { order } = attempt;
  const isVisible = order.buyerId === buyerId || order.visits.length > 0;
  const isFresh =
    at.getTime() - attempt.createdAt.getTime() < STALE_MS &&
    (!attempt.returnedAt || at.getTime() - attempt.returnedAt.getTime() < OPENS_FOR_MS);
  if (!isVisible && !isFresh) return null;
  if (!attempt.returnedAt) await noteReturn(shop, attempt, at);
  await refreshPayment({ ...shop, occasion: "return" }, order.id, { actor: "buyer" });
  return { no: order.no, visit: isVisible ? null : { orderId: order.id, ownerId: order.buyerId } };
}

/**
 * Where a return leads that does not verify, since an app on the way appended something to it or cut it off: to the order that it
 * names, if this browser may see it anyway. That is navigation and nothing else: nothing is noted, asked or settled.
 */
async function hintedOrder(shop: Shop, search: string, buyerId: string | null): Promise<ReturnedTo | null> {
  const hint = /[?&;]out_trade_no=([A-Za-z0-9]{10,64})/.exec(search)?.[1];
  if (!hint || !buyerId) return null;
  const attempt = await shop.db.paymentAttempt.findFirst({
    where: { outTradeNo: { startsWith: hint }, order: { OR: [{ buyerId }, { visits: { some: { buyerId } } }] } },
    select: { order: { select: { no: true } } },
    orderBy: { createdAt: "desc" },
  });
  return attempt && { no: attempt.order.no, visit: null };
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
