import "server-only";
import type { Trade, TradeAnswer } from "@/lib/alipay/gateway";
import { type Result, refuse } from "@/lib/server/result";
import { type Actor, recordEvent } from "@/lib/shop/orders/order-event";
import type { Shop } from "@/lib/shop/shop";
import { LAST_LOOK_MS } from "./look-times";
import { type Settlement, settlePayment } from "./settle-payment";

/** How long one answer of the gateway serves everybody who asks, in ms. */
const ASK_EVERY_MS = 5_000;

/** What asking the gateway brought to light. */
export type PaymentTruth =
  | { kind: "settled"; settlement: Settlement }
  | { kind: "waiting" } // the trade is there and unpaid
  | { kind: "not_exist" } // no trade yet
  | { kind: "unknown"; detail: string }
  /** Somebody asked a moment ago, or there is nothing left to ask. */
  | { kind: "skipped" };

type Attempt = { id: string; outTradeNo: string };

/**
 * Asks the gateway about one attempt and settles what it says. Without `force`, callers of all instances share one question
 * in 5 s: a page that polls never becomes a call to Alipay for each poll.
 */
export async function askGateway(shop: Shop, attempt: Attempt, { force = false } = {}): Promise<PaymentTruth> {
  const at = shop.now();
  // Further in the future than two clocks differ: this one was put back since.
  const [since, until] = [new Date(at.getTime() - ASK_EVERY_MS), new Date(at.getTime() + ASK_EVERY_MS)];
  const [asked] = await shop.db.paymentAttempt.updateManyAndReturn({
    where: {
      id: attempt.id,
      ...(!force && { OR: [{ lastAskedAt: null }, { lastAskedAt: { lt: since } }, { lastAskedAt: { gt: until } }] }),
    },
    data: { lastAskedAt: at },
    select: { contract: true },
  });
  if (!asked) return { kind: "skipped" };
  const answer = await shop.gateways.of(asked.contract).queryTrade(attempt.outTradeNo);
  const tradeNo = answer.kind === "trade" && answer.trade.outTradeNo === attempt.outTradeNo ? answer.trade.tradeNo : undefined;
  await shop.db.paymentAttempt.update({ where: { id: attempt.id }, data: { lastAnswer: codeOf(answer), tradeNo } });
  const truth = await learn(shop, attempt, answer);
  await noteUse(shop, attempt, { truth, at });
  return truth;
}

/**
 * An answer is of use when it ends the attempt, or says why it goes on: there is no trade yet, or one that waits in its time.
 * Since when there has been none of use (no answer, a status that is in no document, paid and not received) stays noted.
 */
async function noteUse(shop: Shop, { id }: Attempt, { truth, at }: { truth: PaymentTruth; at: Date }): Promise<void> {
  const payableAfter = new Date(at.getTime() - LAST_LOOK_MS);
  await shop.db.$executeRaw`
    UPDATE payment_attempts SET unanswered_since =
      CASE WHEN ${truth.kind === "not_exist"} OR (${truth.kind === "waiting"} AND payable_until > ${payableAfter}) THEN NULL
        ELSE COALESCE(unanswered_since, ${at}) END
    WHERE id = ${id}::uuid AND status = 'OPEN'`;
}

async function learn(shop: Shop, attempt: Attempt, answer: TradeAnswer<Trade>): Promise<PaymentTruth> {
  if (answer.kind === "not_exist") return answer;
  if (answer.kind === "unknown") {
    shop.log.warn({ outTradeNo: attempt.outTradeNo, detail: answer.detail }, "the gateway's answer to a query is not known");
    return answer;
  }
  if (answer.trade.outTradeNo !== attempt.outTradeNo) return { kind: "unknown", detail: "the answer is about another trade" };
  if (answer.trade.status === "WAIT_BUYER_PAY") return { kind: "waiting" };
  return { kind: "settled", settlement: await settlePayment(shop, answer.trade, "query") };
}

function codeOf(answer: TradeAnswer<Trade>): string {
  return answer.kind === "trade" ? answer.trade.rawStatus : answer.kind === "unknown" ? `unknown: ${answer.detail}` : answer.kind;
}

/**
 * Finds out now whether an order has been paid: asks about each attempt that the buyer was sent away with and that has not
 * ended. The owner's check (`force`) asks about the ended ones too.
 */
export async function refreshPayment(
  shop: Shop,
  orderId: string,
  { actor, force = false }: { actor: Actor; force?: boolean },
): Promise<Result<{ truths: PaymentTruth[] }, "nothing_to_ask">> {
  const attempts = await shop.db.paymentAttempt.findMany({
    where: { orderId, startedAt: { not: null }, ...(!force && { status: "OPEN" }) },
    select: { id: true, outTradeNo: true },
    orderBy: { createdAt: "desc" },
  });
  if (attempts.length === 0) return refuse("nothing_to_ask");
  const truths: PaymentTruth[] = [];
  for (const attempt of attempts) {
    const truth = await askGateway(shop, attempt, { force });
    truths.push(truth);
    if (actor === "owner") await noteCheck(shop, orderId, attempt, truth);
  }
  return { ok: true, truths };
}

async function noteCheck(shop: Shop, orderId: string, { outTradeNo }: Attempt, truth: PaymentTruth): Promise<void> {
  const answer = truth.kind === "settled" ? truth.settlement.kind : truth.kind;
  await recordEvent(shop.db, { orderId, kind: "checked", actor: "owner", detail: { outTradeNo, answer }, at: shop.now() });
}
