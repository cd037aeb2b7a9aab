import "server-only";
import type { Trade } from "@/lib/alipay/gateway";
import { afterCommit } from "@/lib/server/after-commit";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { runIn } from "@/lib/server/sql";
import { resolveDecided } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { later } from "@/lib/shop/due/review-due";
import { countOrderEvent, countSettlement } from "@/lib/shop/metrics";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import type { Shop } from "@/lib/shop/shop";
import { readOutcome } from "./close-here";
import { findUnanswered } from "./find-unanswered";
import { FIRST_LOOK_MS, isUnanswered } from "./look-times";
import { payOrder } from "./pay-order";
import { askGateway } from "./refresh-payment";
import { lockTrade } from "./settle-payment";

/** What the owner has seen in Alipay's merchant centre, and who it is. */
export type Proof = { orderId: string; tradeNo: string; amountFen: number; note: string; by: string };

export type ProofRefusal =
  | Refusal<"not_open" | "not_unanswered" | "not_paid" | "trade_booked">
  | Refusal<"wrong_sum", { expectedFen: number }>
  | Refusal<"other_trade", { tradeNo: string }>;
type Settled = Result<{ saidBy: "gateway" | "owner" }, ProofRefusal>;

/**
 * The owner takes an order's money as received, since Alipay has had no useful answer for hours (UNANSWERED_MS). Alipay is asked
 * once more: its word goes before any proof. The payment is booked as the owner's word, and the worker goes on asking, so that
 * Alipay confirms it later, or contradicts it under the owner's eyes. Refuses an order that is not unpaid, one that Alipay
 * answers for (not_paid: it says that nobody paid), a sum that is not the attempt's, and a trade that is another one.
 */
export async function settleByProof(shop: Shop, proof: Proof): Promise<Settled> {
  const found = await findUnanswered(shop, proof.orderId);
  if (!found.ok) return found;
  await askGateway(shop, found.attempt, { force: true });
  const outcome = await readOutcome(shop.db, proof.orderId);
  if (outcome.kind === "paid") return { ok: true, saidBy: "gateway" };
  const still = await findUnanswered(shop, proof.orderId);
  if (!still.ok) return refuse(outcome.kind === "closed" ? "not_open" : "not_paid");
  return shop.db.$transaction((tx) => book(tx, shop, { ...proof, outTradeNo: still.attempt.outTradeNo }));
}

type Proven = Proof & { outTradeNo: string };

async function book(tx: Tx, shop: Shop, proof: Proven): Promise<Settled> {
  const { orderId, tradeNo, outTradeNo, amountFen, note, by } = proof;
  const { attempt, order } = await lockTrade(tx, { tradeNo, outTradeNo });
  if (!attempt || order?.status !== "PENDING") return refuse("not_open");
  if (attempt.amountFen !== amountFen) return refuse("wrong_sum", { expectedFen: attempt.amountFen });
  const known = await tx.paymentAttempt.findUniqueOrThrow({ where: { outTradeNo } });
  // Somebody else may have had an answer meanwhile.
  if (known.status !== "OPEN" || !isUnanswered(known, shop.now())) return refuse("not_paid");
  if (known.tradeNo !== null && known.tradeNo !== tradeNo) return refuse("other_trade", { tradeNo: known.tradeNo });
  if ((await tx.payment.count({ where: { tradeNo } })) > 0) return refuse("trade_booked");
  const at = shop.now();
  const paid = await payOrder(runIn(tx), {
    trade: tradeOf(shop, attempt.contract, proof),
    source: "owner",
    from: "PENDING",
    at,
    proof: { by, note },
  });
  if (!paid) throw new Error(`the order of ${outTradeNo} moved although its row was locked`);
  await tx.order.update({ where: { id: orderId }, data: { dueAt: later(at, FIRST_LOOK_MS), checks: 0 } });
  await auditOrder(tx, shop, orderId, { kind: "payment_proven", after: { amountFen, tradeNo, note } });
  await resolveDecided(tx, { orderId, resolution: `${note}（${by}）` }, at);
  afterCommit(tx, () => {
    countOrderEvent("paid");
    countSettlement("proof", "paid", { paidAt: null, at });
  });
  return { ok: true, saidBy: "owner" };
}

/** The trade as Alipay would tell of it. */
function tradeOf({ gateways }: Shop, contract: string, { tradeNo, outTradeNo, amountFen }: Proven): Trade {
  return {
    ...{ tradeNo, outTradeNo, totalFen: amountFen, contract, sellerId: gateways.of(contract).sellerId },
    ...{ status: "TRADE_SUCCESS", rawStatus: "OWNER_PROOF" },
    ...{ sellerEmail: null, buyerLogon: null, paidAt: null, refund: null },
  };
}
