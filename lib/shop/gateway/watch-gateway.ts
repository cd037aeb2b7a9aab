import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { ContractRefusal, Gateway, StartedPayment } from "@/lib/alipay/gateway";
import type { Door, Word } from "@/lib/shop/contracts/standing";

/** Keeps a word of the gateway about its contract; never rejects. Null: there is nothing to be written down. */
export type Keep = (gateway: Gateway, word: Word) => Promise<void> | null;

/** For how long an answer waits at most until its word is kept, in ms: it goes to a notice, too, when shoppers hold all connections. */
const KEEP_WITHIN_MS = 2_000;

type Limit = (ms: number, signal: AbortSignal) => Promise<unknown>;
type Answer = { kind: string; refusal?: ContractRefusal };

/** Answers that the gateway was not asked for. */
const UNASKED = new Set(["not_supported", "owner_must_confirm"]);

/**
 * A gateway of which each answer to a request of our own also counts for or against its contract. Only these count: a notice is
 * something that anybody can send, and notify_verify proves nothing of a key, being signed by neither side. `limit` passes the time
 * of waiting, and is there for tests.
 */
export function watchGateway(bare: Gateway, keep: Keep, limit: Limit = (ms, signal) => pause(ms, undefined, { signal })): Gateway {
  const isOpenApi = bare.protocol === "openapi";
  const door: Door = isOpenApi ? "openapi" : "mapi";
  /** The word is kept all the same when its answer has waited long enough. */
  const keepInTime = async (word: Word): Promise<void> => {
    const kept = keep(bare, word);
    if (!kept) return;
    const over = new AbortController();
    const late = limit(KEEP_WITHIN_MS, over.signal).catch(() => {});
    await Promise.race([kept, late]).finally(() => over.abort());
  };
  const heard = async <One extends Answer>(call: Promise<One>, isSigned: boolean): Promise<One> => {
    const answer = await call;
    const word = wordOf(answer, { door, isSigned: isSigned || answer.kind === "trade" });
    if (word) await keepInTime(word);
    return answer;
  };
  // Orders are asked about all the time, so a refusal that only closings, refunds or bills meet is not one of payments.
  const beside = async <One extends Answer>(call: Promise<One>): Promise<One> => {
    const answer = await call;
    return answer.refusal?.kind === "refused" ? answer : heard(Promise.resolve(answer), isOpenApi);
  };
  return {
    ...bare,
    async startPayment(request) {
      const started = await bare.startPayment(request);
      const word = isOpenApi ? null : wordOfToken(started);
      if (word) await keepInTime(word);
      return started;
    },
    queryTrade: (outTradeNo) => heard(bare.queryTrade(outTradeNo), isOpenApi),
    closeTrade: (outTradeNo) => beside(bare.closeTrade(outTradeNo)),
    refund: (request) => beside(bare.refund(request)),
    queryRefund: (refund) => beside(bare.queryRefund(refund)),
    fetchBill: (day) => beside(bare.fetchBill(day)),
  };
}

/** MAPI signs only the answer that holds a trade; any other answer, if it is not a refusal, shows at least that it took our signature. */
function wordOf({ kind, refusal }: Answer, { door, isSigned }: { door: Door; isSigned: boolean }): Word | null {
  if (refusal) return { door, kind: refusal.kind, code: refusal.code, evidence: refusal.evidence };
  // A refund that is refused may be so for want of a contract for refunds, which is not that for payments.
  if (kind === "unknown" || kind === "refused" || UNASKED.has(kind)) return null;
  return { door, kind: isSigned ? "verified" : "taken" };
}

function wordOfToken(started: StartedPayment): Word | null {
  if (started.ok) return { door: "token", kind: "verified" };
  const { refusal } = started;
  return refusal ? { door: "token", kind: refusal.kind, code: refusal.code, evidence: refusal.evidence } : null;
}
