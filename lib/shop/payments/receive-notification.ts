import "server-only";
import type { Gateway, NotificationResult, Trade } from "@/lib/alipay/gateway";
import { inTraceOf, isTracing, type SpanFacts, traced } from "@/lib/server/tracing";
import { noteGenuine } from "@/lib/shop/contracts/note-word";
import {
  type Delivery,
  type Doubt,
  FAIL,
  hearInTurn,
  inboxEntry,
  inboxRow,
  type Named,
  type NoticeAnswer,
  rejectDelivery,
  SUCCESS,
} from "@/lib/shop/inbox/inbox";
import { readMessage } from "@/lib/shop/inbox/read-message";
import { countNotice, timeNotice } from "@/lib/shop/metrics";
import type { Shop } from "@/lib/shop/shop";
import { askAboutNotice, keepUnconfirmed } from "./ask-about-notice";
import { bookNotice } from "./book-notice";
import type { TradeSource } from "./hold-money";
import { settlePayment } from "./settle-payment";

/**
 * Takes one delivery of Alipay's notice: verifies it strictly, has the gateway confirm it where that is configured, settles
 * it, and keeps it in the inbox with what became of it. Whatever is wrong with it, the answer outside is the same `fail`;
 * the reason stays inside (docs/wire/alipay-wap.md §4 and §7). One that verifies and is not confirmed is not thrown away: its
 * trade is asked about, now and if need be later (docs/decisions/0012).
 */
export function receiveNotification(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  return timeNotice("payment", () => take(shop, delivery));
}

async function take(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  await hearInTurn(shop, delivery.remoteIp);
  const since = Date.now();
  const read = (one: Gateway) => one.parseNotification(delivery.body, delivery.contentType);
  const { gateway, result: parsed } = await readMessage(shop, delivery.body, read);
  const count = (verdict: string, reason?: string) => countNotice({ about: "payment", protocol: gateway.protocol, verdict, reason });
  if (!parsed.ok && parsed.reason === "busy") {
    // Nothing is known of it, so nothing is kept: whoever sent it sends it again. It was logged where it found no room.
    count("unread", "busy");
    return FAIL;
  }
  if (!parsed.ok) {
    count("rejected", parsed.reason);
    return rejectDelivery(shop, delivery, parsed.reason);
  }
  return traceNotice(shop, { gateway, trade: parsed.trade, since }, (note) =>
    handle(shop, { delivery, gateway, parsed }, (verdict, reason) => {
      note({ "xiaopu.notice.verdict": verdict });
      count(verdict, reason);
    }),
  );
}

type Genuine = Extract<NotificationResult<Trade>, { ok: true }>;
type Count = (verdict: string, reason?: string) => void;

/** What becomes of a notice that verifies. */
async function handle(
  shop: Shop,
  { delivery, gateway, parsed }: { delivery: Delivery; gateway: Gateway; parsed: Genuine },
  count: Count,
): Promise<NoticeAnswer> {
  const { notifyId, trade } = parsed;
  await noteGenuine(shop, gateway);
  const named = namesOf(notifyId, trade);
  const booked = await traced("book notice", {}, async (note) => {
    const outcome = await bookNotice(shop, gateway, { trade, row: inboxRow(shop, delivery, named) });
    note({ "xiaopu.settlement": outcome });
    return outcome;
  });
  if (booked === "paid" || booked === "repeat") {
    count(booked);
    return SUCCESS;
  }
  // Once `success` was answered the gateway denies the id (docs/wire/alipay-wap.md §7), so it is not asked about a booked trade again.
  const doubt = booked === "new" ? await doubtOf(gateway, parsed) : null;
  const truth: Truth | null = doubt ? await askInstead(shop, trade) : { trade, source: "notify" };
  if (!truth) {
    count("received", doubt ?? "unconfirmed");
    return keepUnconfirmed(shop, delivery, { named, doubt: doubt ?? "unconfirmed" });
  }
  const settlement = await settlePayment(shop, truth.trade, truth.source, inboxEntry(shop, delivery, named));
  count(settlement.kind, settlement.kind === "discrepancy" ? settlement.discrepancy : undefined);
  if (settlement.kind === "discrepancy") {
    // A part of money that we have not heard of went back: asking brings in the rest.
    if (settlement.discrepancy === "refund_seen" || settlement.discrepancy === "contract_mismatch")
      await hurryWorker(shop, trade.outTradeNo);
    shop.log.error(
      { outTradeNo: trade.outTradeNo, tradeNo: trade.tradeNo, kind: settlement.discrepancy },
      "a notice does not fit; see the discrepancies",
    );
  }
  return SUCCESS;
}

/** The notice as a span of the trace of its order, which is looked for only where somebody wants traces. */
async function traceNotice(
  shop: Shop,
  { gateway, trade: { outTradeNo }, since }: { gateway: Gateway; trade: Trade; since: number },
  work: (note: (facts: SpanFacts) => void) => Promise<NoticeAnswer>,
): Promise<NoticeAnswer> {
  if (!isTracing()) return work(() => {});
  const attempt = await shop.db.paymentAttempt.findUnique({ where: { outTradeNo }, select: { orderId: true } });
  if (!attempt) return work(() => {});
  const facts: SpanFacts = {
    "http.request.method": "POST",
    "http.route": "/api/alipay/notify",
    "xiaopu.payment.out_trade_no": outTradeNo,
    "xiaopu.payment.protocol": gateway.protocol,
  };
  return inTraceOf(attempt.orderId, () => traced("POST /api/alipay/notify", { kind: "server", since, facts }, work));
}

type Truth = { trade: Trade; source: TradeSource };

/** notify_verify, where that is configured. What says only that a buyer has not paid yet changes nothing, and needs none. */
async function doubtOf(gateway: Gateway, { notifyId, trade }: { notifyId: string; trade: Trade }): Promise<Doubt | null> {
  if (trade.status === "WAIT_BUYER_PAY") return null;
  const answer = await gateway.confirmNotification(notifyId);
  if (answer === "confirmed") return null;
  return answer === "denied" ? "denied" : "unconfirmed";
}

async function askInstead(shop: Shop, reported: Trade): Promise<Truth | null> {
  const trade = await askAboutNotice(shop, reported);
  return trade && { trade, source: "query" };
}

async function hurryWorker(shop: Shop, outTradeNo: string): Promise<void> {
  await shop.db.order.updateMany({ where: { attempts: { some: { outTradeNo, status: "OPEN" } } }, data: { dueAt: shop.now() } });
}

function namesOf(notifyId: string, { outTradeNo, tradeNo, rawStatus }: Trade): Named {
  return { notifyId, outTradeNo, tradeNo, tradeStatus: rawStatus };
}
