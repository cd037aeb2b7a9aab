import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import { perPool, readTogether } from "@/lib/server/together";
import { recordContractGone } from "@/lib/shop/discrepancies/contract-gone";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { closeOrder } from "./close-order";
import { endUnanswered, showUnanswered } from "./end-unanswered";
import type { SeenAttempt } from "./judge-closing";
import { GIVE_UP_MS, LAST_LOOK_MS, nextLook } from "./look-times";
import { askGateway, type PaymentTruth } from "./refresh-payment";
import { reviewProven } from "./review-proven";

type Reviewed = {
  id: string;
  status: string;
  expiresAt: Date;
  closeWanted: string | null;
  checks: number;
  attempt: (SeenAttempt & { amountFen: number; unansweredSince: Date | null }) | null;
};

/**
 * The worker's look at one order whose time has come; answers when to look again, null for never.
 * An unpaid order is asked about and closed when its time is over; a closed one is asked about until nothing can be paid for
 * it any more; one that the owner took for paid by a proof until Alipay has said the same. What the gateway has no answer for
 * comes before the owner.
 */
export async function reviewOrder(shop: Shop, orderId: string): Promise<Date | null> {
  const order = await readOrder(shop, orderId);
  if (order) await noteIfContractGone(shop, order);
  if (order?.status === "PENDING") return reviewPending(shop, order);
  if (order?.status === "CLOSED") return reviewClosed(shop, order);
  return order ? reviewProven(shop, order) : null;
}

async function reviewPending(shop: Shop, order: Reviewed): Promise<Date | null> {
  const next = await look(shop, order);
  // Of one that had an answer a moment ago there has been none for hours only after further looks.
  if (order.attempt?.unansweredSince) await showUnanswered(shop, order.id);
  return next;
}

async function look(shop: Shop, order: Reviewed): Promise<Date | null> {
  const { attempt, expiresAt, checks } = order;
  const next = nextLook(shop.now(), { checks, unansweredSince: attempt?.unansweredSince ?? null });
  if (order.closeWanted || shop.now() >= expiresAt) {
    const outcome = await closeOrder(shop, order.id, { ifOver: true });
    // A closed order's further looks have been set by closing it, and a paid one is due no more: what they set stands.
    return (outcome.kind === "not_yet" && outcome.again) || next;
  }
  if (!attempt?.startedAt) return expiresAt;
  // Money that does not match leaves the order waiting, and it ends like any other; one that is paid now is due no more.
  await askGateway(shop, attempt, { force: true });
  return new Date(Math.min(next.getTime(), expiresAt.getTime()));
}

/** Until its link's time is over, and for one last look after it, somebody may pay for a closed order. */
async function reviewClosed(shop: Shop, { id, checks, attempt }: Reviewed): Promise<Date | null> {
  if (!attempt?.startedAt) return null;
  // Before the question: its answer is about then, however long this process stands still afterwards.
  const at = shop.now();
  const truth = await askGateway(shop, attempt, { force: true });
  const asked = await shop.db.paymentAttempt.findUniqueOrThrow({
    where: { id: attempt.id },
    select: { status: true, unansweredSince: true },
  });
  if (asked.status !== "OPEN") return null;
  const lastLook = later(attempt.payableUntil, LAST_LOOK_MS);
  if (truth.kind === "not_exist") {
    if (at < attempt.payableUntil) return nextLook(at, { checks, ...asked });
    if (at < lastLook) return lastLook;
    await shop.db.paymentAttempt.updateMany({ where: { id: attempt.id, status: "OPEN" }, data: { status: "CLOSED", closedAt: at } });
    return null;
  }
  return goOnAsking(shop, { id, checks, attempt, truth, unansweredSince: asked.unansweredSince });
}

type Unanswered = { id: string; checks: number; attempt: SeenAttempt; truth: PaymentTruth; unansweredSince: Date | null };

/** A trade that still waits for its buyer is closed at the gateway, so that it can be paid no more. */
async function goOnAsking(shop: Shop, { id, checks, attempt, truth, unansweredSince }: Unanswered): Promise<Date | null> {
  const at = shop.now();
  if (truth.kind === "waiting") await shop.gateways.of(attempt.contract).closeTrade(attempt.outTradeNo);
  const isOver = at >= later(attempt.payableUntil, GIVE_UP_MS) && unansweredSince !== null && at >= later(unansweredSince, GIVE_UP_MS);
  // What nobody can be asked about now is not given up: the contract may come back.
  if (isOver && shop.gateways.has(attempt.contract)) {
    await endUnanswered(shop, { orderId: id, attemptId: attempt.id });
    return null;
  }
  await showUnanswered(shop, id);
  return nextLook(at, { checks, unansweredSince });
}

/** What was sent to a cashier of a contract that is not configured any more cannot end by itself. */
async function noteIfContractGone(shop: Shop, { id, expiresAt, attempt }: Reviewed): Promise<void> {
  if (!attempt?.startedAt || shop.gateways.has(attempt.contract) || shop.now() < expiresAt) return;
  const { contract, outTradeNo, amountFen } = attempt;
  const open = { subject: subjectOf.attempt(outTradeNo), orderId: id, outTradeNo, tradeNo: null, amountFen };
  await recordContractGone(shop, contract, open);
}

type Row = Omit<Reviewed, "attempt"> & Record<"attemptId", string | null> & Omit<NonNullable<Reviewed["attempt"]>, "id">;

const readers = perPool((pool) => readTogether((ids: string[]) => readOrders(pool, ids)));

/** Those that are taken together are read together: each order that waits for its buyer is looked at several times (docs/decisions/0037). */
async function readOrder({ pool }: Shop, orderId: string): Promise<Reviewed | null> {
  const row = await readers(pool)(orderId);
  if (!row) return null;
  const { id, status, expiresAt, closeWanted, checks, attemptId, ...attempt } = row;
  return { id, status, expiresAt, closeWanted, checks, attempt: attemptId === null ? null : { id: attemptId, ...attempt } };
}

async function readOrders(pool: Shop["pool"], ids: string[]): Promise<Map<string, Row>> {
  const rows = await runOn(pool)<Row>(Prisma.sql`
    SELECT o.id, o.status::text, o.expires_at AS "expiresAt", o.close_wanted AS "closeWanted", o.checks, a.id AS "attemptId",
      a.out_trade_no AS "outTradeNo", a.contract, a.amount_fen AS "amountFen", a.payable_until AS "payableUntil",
      a.started_at AS "startedAt", a.unanswered_since AS "unansweredSince"
    FROM orders o LEFT JOIN payment_attempts a ON a.order_id = o.id AND a.status = 'OPEN' WHERE o.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
