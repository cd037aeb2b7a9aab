import "server-only";
import type { Trade, TradeAnswer } from "@/lib/alipay/gateway";
import { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import { runOn } from "@/lib/server/sql";
import { changeTogether, perPool } from "@/lib/server/together";
import { whoOf } from "@/lib/shop/by";
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
  const claimed = force
    ? await forced(shop.pool)({ id: attempt.id, at })
    : (await claim(shop, Prisma.sql`id = ${attempt.id}::uuid AND ${notAskedLately(at)}`, at))[0];
  return claimed ? askClaimed(shop, claimed, at) : { kind: "skipped" };
}

type Asking = { id: string; at: Date };

/** Those that the worker has taken together are noted together. */
const forced = perPool((pool) =>
  changeTogether(async (asking: Asking[], waits) => {
    const ids = asking.map(({ id }) => id);
    const claimed = await runOn(pool)<Claimed>(Prisma.sql`
      UPDATE payment_attempts a SET last_asked_at = asking.at
      FROM unnest(${ids}::uuid[], ${asking.map(({ at }) => at)}::timestamptz[]) AS asking (id, at)
      WHERE a.id = asking.id AND ${waits ? Prisma.sql`TRUE` : isFree(ids)}
      RETURNING a.id, a.out_trade_no AS "outTradeNo", a.contract`);
    const byId = new Map(claimed.map((one) => [one.id, one]));
    return new Map(asking.flatMap((one) => (byId.has(one.id) ? [[one, byId.get(one.id) as Claimed] as const] : [])));
  }),
);

/** Which of these attempts `a` nobody holds. */
function isFree(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`a.id IN (SELECT id FROM payment_attempts WHERE id = ANY(${[...ids]}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)`;
}

/**
 * The same for a page that waits: about the order's payment that may still come. By few statements, since a thousand pages may wait;
 * what comes of it wakes the page.
 */
export async function askForPage(shop: Shop, orderId: string): Promise<void> {
  const at = shop.now();
  const which = Prisma.sql`order_id = ${orderId}::uuid AND status = 'OPEN' AND started_at IS NOT NULL AND ${notAskedLately(at)}`;
  for (const claimed of await claim(shop, which, at)) await askClaimed(shop, claimed, at);
}

type Claimed = Attempt & { contract: string };

/** Notes that these attempts are asked about now, so that nobody else does. */
function claim(shop: Shop, which: Prisma.Sql, at: Date): Promise<Claimed[]> {
  return runOn(shop.pool)<Claimed>(Prisma.sql`
    UPDATE payment_attempts SET last_asked_at = ${at} WHERE ${which} RETURNING id, out_trade_no AS "outTradeNo", contract`);
}

function notAskedLately(at: Date): Prisma.Sql {
  // Further in the future than two clocks differ: this one was put back since.
  const [since, until] = [new Date(at.getTime() - ASK_EVERY_MS), new Date(at.getTime() + ASK_EVERY_MS)];
  return Prisma.sql`(last_asked_at IS NULL OR last_asked_at < ${since} OR last_asked_at > ${until})`;
}

async function askClaimed(shop: Shop, attempt: Claimed, at: Date): Promise<PaymentTruth> {
  const answer = await shop.gateways.of(attempt.contract).queryTrade(attempt.outTradeNo);
  const isOurs = answer.kind === "trade" && answer.trade.outTradeNo === attempt.outTradeNo;
  const said = { code: codeOf(answer), tradeNo: isOurs ? answer.trade.tradeNo : null };
  // An answer that changes nothing is kept at once with its use; one that is settled is kept before that, in case it fails.
  if (isOurs && answer.trade.status !== "WAIT_BUYER_PAY")
    await shop.db.paymentAttempt.update({ where: { id: attempt.id }, data: { lastAnswer: said.code, tradeNo: said.tradeNo } });
  const truth = await learn(shop, attempt, answer);
  await noteAnswer(shop, attempt, { ...said, truth, at });
  return truth;
}

type Said = { code: string; tradeNo: string | null; truth: PaymentTruth; at: Date };

/**
 * An answer is of use when it ends the attempt, or says why it goes on: there is no trade yet, or one that waits in its time.
 * Since when there has been none of use (no answer, a status that is in no document, paid and not received) stays noted. Answers that
 * come at one moment are one statement.
 */
async function noteAnswer(shop: Shop, { id }: Attempt, said: Said): Promise<void> {
  await notes(shop.pool)({ id, ...said });
}

const notes = perPool((pool) =>
  changeTogether(async (given: ({ id: string } & Said)[], waits) => {
    // Of two about one attempt, the second is noted after the first, alone.
    const all = given.filter(({ id }, place) => given.findIndex((one) => one.id === id) === place);
    const ids = all.map(({ id }) => id);
    const noted = await runOn(pool)<{ id: string }>(Prisma.sql`
      UPDATE payment_attempts a SET last_answer = said.code, trade_no = COALESCE(said.trade_no, a.trade_no),
        unanswered_since = CASE WHEN a.status <> 'OPEN' THEN a.unanswered_since
          WHEN said.kind = 'not_exist' OR (said.kind = 'waiting' AND a.payable_until > said.payable_after) THEN NULL
          ELSE COALESCE(a.unanswered_since, said.at) END
      FROM unnest(${ids}::uuid[], ${all.map(({ code }) => code)}::text[], ${all.map(({ tradeNo }) => tradeNo)}::text[],
        ${all.map(({ truth }) => truth.kind)}::text[], ${all.map(({ at }) => at)}::timestamptz[],
        ${all.map(({ at }) => new Date(at.getTime() - LAST_LOOK_MS))}::timestamptz[])
        AS said (id, code, trade_no, kind, at, payable_after)
      WHERE a.id = said.id AND ${waits ? Prisma.sql`TRUE` : isFree(ids)}
      RETURNING a.id`);
    const done = new Set(noted.map((one) => one.id));
    return new Map(all.filter(({ id }) => done.has(id)).map((one) => [one, true] as const));
  }),
);

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
  await recordEvent(shop.db, { orderId, kind: "checked", actor: "owner", detail: { outTradeNo, answer, ...whoOf(shop) }, at: shop.now() });
}
