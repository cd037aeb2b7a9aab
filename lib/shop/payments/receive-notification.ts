import "server-only";
import type { Trade } from "@/lib/alipay/gateway";
import { type Delivery, inboxEntry, type Named, type NoticeAnswer, rejectDelivery, SUCCESS } from "@/lib/shop/inbox/inbox";
import type { Shop } from "@/lib/shop/shop";
import { recogniseTrade } from "./recognise-trade";
import { settlePayment } from "./settle-payment";

/**
 * Takes one delivery of Alipay's notice: verifies it strictly, has the gateway confirm it where that is configured, settles
 * it, and keeps it in the inbox with what became of it. Whatever is wrong with it, the answer outside is the same `fail`;
 * the reason stays inside (docs/wire/alipay-wap.md §4 and §7).
 */
export async function receiveNotification(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  const parsed = shop.gateway.parseNotification(delivery.body, delivery.contentType);
  if (!parsed.ok) return rejectDelivery(shop, delivery, parsed.reason);
  const { notifyId, trade } = parsed;
  const entry = inboxEntry(shop, delivery, namesOf(notifyId, trade));
  const recognised = await recogniseTrade(shop, trade, entry);
  if (recognised === "repeat") return SUCCESS;
  // Once `success` was answered the gateway denies the id (docs/wire/alipay-wap.md §7), so it is not asked about a booked trade again.
  const doubt = recognised === "new" ? await doubtOf(shop, notifyId, trade) : null;
  if (doubt) return rejectDelivery(shop, delivery, doubt, namesOf(notifyId, trade));
  const settlement = await settlePayment(shop, trade, "notify", entry);
  if (settlement.kind === "discrepancy") {
    // A part of money that we have not heard of went back: asking brings in the rest.
    if (settlement.discrepancy === "refund_seen") await hurryWorker(shop, trade.outTradeNo);
    shop.log.error(
      { outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, kind: settlement.discrepancy },
      "a notice does not fit; see the discrepancies",
    );
  }
  return SUCCESS;
}

/** notify_verify, where that is configured. */
async function doubtOf(shop: Shop, notifyId: string, trade: Trade): Promise<"denied" | "unconfirmed" | null> {
  const answer = await shop.gateway.confirmNotification(notifyId);
  if (answer === "confirmed") return null;
  // The worker finds out by asking about the trade itself.
  await hurryWorker(shop, trade.outTradeNo);
  return answer === "denied" ? "denied" : "unconfirmed";
}

async function hurryWorker(shop: Shop, outTradeNo: string): Promise<void> {
  await shop.db.order.updateMany({ where: { attempts: { some: { outTradeNo, status: "OPEN" } } }, data: { dueAt: shop.now() } });
}

function namesOf(notifyId: string, { outTradeNo, tradeNo, rawStatus }: Trade): Named {
  return { notifyId, outTradeNo, tradeNo, tradeStatus: rawStatus };
}
