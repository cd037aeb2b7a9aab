import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { ContractRefusal, Gateway } from "@/lib/alipay/gateway";
import type { Heard } from "@/lib/shop/contracts/note-silence";

/** Keeps whether a gateway answered; never rejects. Null: there is nothing to be written down. */
export type KeepHeard = (gateway: Gateway, heard: Heard) => Promise<void> | null;

/** For how long an answer waits at most until it is kept, in ms. */
const KEEP_WITHIN_MS = 2_000;
/** Answers that the gateway was not asked for. */
const UNASKED = new Set(["not_supported", "owner_must_confirm"]);

type Limit = (ms: number, signal: AbortSignal) => Promise<unknown>;
type Answer = { ok?: boolean; kind?: string; refusal?: ContractRefusal; detail?: string };

/**
 * A gateway of which is kept whether it answers the requests of our own. Whoever refuses our contract answers: that has an alarm of its
 * own. A way to the cashier counts where the gateway is asked for it, in the token protocol. `limit` passes the time of waiting, and is
 * there for tests.
 */
export function watchSilence(bare: Gateway, keep: KeepHeard, limit: Limit = (ms, signal) => pause(ms, undefined, { signal })): Gateway {
  const heard = async <One extends Answer>(call: Promise<One>): Promise<One> => {
    const answer = await call;
    if (answer.kind !== undefined && UNASKED.has(answer.kind)) return answer;
    const isAnswer = answer.kind !== "unknown" || answer.refusal !== undefined;
    const kept = keep(bare, isAnswer ? { isAnswer } : { isAnswer, detail: answer.detail ?? "" });
    if (!kept) return answer;
    const over = new AbortController();
    const late = limit(KEEP_WITHIN_MS, over.signal).catch(() => {});
    await Promise.race([kept, late]).finally(() => over.abort());
    return answer;
  };
  const asksForPayments = bare.protocol !== "openapi";
  return {
    ...bare,
    startPayment: (request) => (asksForPayments ? heard(bare.startPayment(request)) : bare.startPayment(request)),
    queryTrade: (outTradeNo) => heard(bare.queryTrade(outTradeNo)),
    closeTrade: (outTradeNo) => heard(bare.closeTrade(outTradeNo)),
    refund: (request) => heard(bare.refund(request)),
    queryRefund: (refund) => heard(bare.queryRefund(refund)),
    fetchBill: (day) => heard(bare.fetchBill(day)),
  };
}
