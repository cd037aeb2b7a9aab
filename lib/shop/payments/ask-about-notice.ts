import "server-only";
import { protocolOf } from "@/lib/alipay/contract-name";
import type { Trade } from "@/lib/alipay/gateway";
import { later } from "@/lib/shop/due/review-due";
import { ofProtocol } from "@/lib/shop/gateways";
import { type Delivery, type Doubt, FAIL, keepDelivery, type Named, type NoticeAnswer } from "@/lib/shop/inbox/inbox";
import type { Shop } from "@/lib/shop/shop";
import { askWhoKnows } from "./ask-who-knows";
import { FIRST_LOOK_MS } from "./look-times";

/** What a notice says, as far as it is needed to compare it with the gateway's own answer. */
export type ReportedTrade = Pick<Trade, "outTradeNo" | "tradeNo" | "rawStatus" | "contract">;

/**
 * A notice that verifies was not confirmed: it may be true all the same, since an id is confirmed once and the process may have
 * died after that. So the gateway is asked about the trade itself, whatever has become of its order. null while its answer says
 * nothing, or the contrary of the notice.
 */
export async function askAboutNotice(shop: Shop, reported: ReportedTrade): Promise<Trade | null> {
  const { trade } = await askWhoKnows(shop, reported, ofProtocol(shop.gateways, protocolOf(reported.contract)));
  return trade && bearsOut(trade, reported) ? trade : null;
}

/** A trade that a notice called paid is neither waiting for its buyer nor closed, unless its money has gone back. */
function bearsOut({ status, refund }: Trade, { rawStatus }: ReportedTrade): boolean {
  if (status === "WAIT_BUYER_PAY") return false;
  const saidPaid = rawStatus === "TRADE_SUCCESS" || rawStatus === "TRADE_FINISHED";
  return !(saidPaid && status === "TRADE_CLOSED" && !refund);
}

/** Keeps such a notice, so that the worker asks again, once for each; `fail` makes Alipay send it again meanwhile. */
export async function keepUnconfirmed(
  shop: Shop,
  delivery: Delivery,
  { named, doubt }: { named: Named; doubt: Doubt },
): Promise<NoticeAnswer> {
  const { notifyId, outTradeNo, tradeNo } = named;
  shop.log.warn({ notifyId, outTradeNo, tradeNo, doubt }, "a notice that verifies was not confirmed; its trade will be asked about");
  const [attempt, waiting] = await Promise.all([
    outTradeNo === null ? null : shop.db.paymentAttempt.findUnique({ where: { outTradeNo }, select: { orderId: true } }),
    shop.db.notifyDelivery.count({ where: { notifyId, dueAt: { not: null } } }),
  ]);
  await keepDelivery(shop.db, shop, delivery, {
    ...named,
    ...{ verdict: "received", reason: doubt, answer: "fail" },
    dueAt: waiting > 0 ? null : later(shop.now(), FIRST_LOOK_MS),
    orderId: attempt?.orderId ?? null,
  });
  return FAIL;
}
