import "server-only";
import type { Gateway, Trade } from "@/lib/alipay/gateway";
import { type Delivery, inboxEntry, type Named, type NoticeAnswer, rejectDelivery, SUCCESS } from "@/lib/shop/inbox/inbox";
import { readMessage } from "@/lib/shop/inbox/read-message";
import type { Shop } from "@/lib/shop/shop";
import { recogniseTrade } from "./recognise-trade";
import { settlePayment } from "./settle-payment";

type Notice = { notifyId: string; trade: Trade };

/**
 * Takes one delivery of Alipay's notice: verifies it strictly, has the gateway confirm it where that is configured, settles
 * it, and keeps it in the inbox with what became of it. Whatever is wrong with it, the answer outside is the same `fail`;
 * the reason stays inside (docs/wire/alipay-wap.md §4 and §7).
 */
export async function receiveNotification(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  const { gateway, result: parsed } = readMessage(shop, delivery.body, (one) => one.parseNotification(delivery.body, delivery.contentType));
  if (!parsed.ok) return rejectDelivery(shop, delivery, parsed.reason);
  const { notifyId, trade } = parsed;
  const entry = inboxEntry(shop, delivery, namesOf(notifyId, trade));
  const recognised = await recogniseTrade(shop, trade, entry);
  if (recognised === "repeat") return SUCCESS;
  // Once `success` was answered the gateway denies the id (docs/wire/alipay-wap.md §7), so it is not asked about a booked trade again.
  const doubt = recognised === "new" ? await doubtOf(shop, gateway, parsed) : null;
  if (doubt) return rejectDelivery(shop, delivery, doubt, namesOf(notifyId, trade));
  const settlement = await settlePayment(shop, trade, "notify", entry);
  if (settlement.kind === "discrepancy") {
    // A part of money that we have not heard of went back, or the message is not its contract's: asking brings in the truth.
    if (settlement.discrepancy === "refund_seen" || settlement.discrepancy === "contract_mismatch")
      await hurryWorker(shop, trade.outTradeNo);
    shop.log.error(
      { outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, kind: settlement.discrepancy },
      "a notice does not fit; see the discrepancies",
    );
  }
  return SUCCESS;
}

/** notify_verify, where that is configured. */
async function doubtOf(shop: Shop, gateway: Gateway, { notifyId, trade }: Notice): Promise<"denied" | "unconfirmed" | null> {
  const answer = await gateway.confirmNotification(notifyId);
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
