import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { ConfirmAnswer, Gateway } from "@/lib/alipay/gateway";
import type { Circuit, CircuitState } from "@/lib/server/circuit-breaker";
import { eachGateway } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";

/** For how long somebody who is in a hurry waits for a gateway that does not answer just now, in ms. */
const HURRY_MS = 2_000;
/** Answers that the gateway was not called for, or need not have been. */
const UNCALLED = new Set(["not_supported", "owner_must_confirm", "confirmed"]);

type Limit = (ms: number, signal: AbortSignal) => Promise<unknown>;
type Guard = { circuit: Circuit; background: Gateway; hurried: Gateway };

/** Kept on globalThis, since Next loads modules twice: pages must find what was guarded at boot. */
const globals = globalThis as typeof globalThis & { xiaopuGuards?: WeakMap<Gateway, Guard> };
globals.xiaopuGuards ??= new WeakMap();
const guards = globals.xiaopuGuards;

/**
 * A gateway whose calls tell a circuit breaker whether it answers. It calls as the bare one does; `inBackground` and `inAHurry`
 * give a shop the same gateway for those who can wait and for those who cannot (docs/decisions/0014). `limit` passes the time
 * of a hurry, and is there for tests.
 */
export function guardGateway(bare: Gateway, circuit: Circuit, limit: Limit = (ms, signal) => pause(ms, undefined, { signal })): Gateway {
  const told = async <Answer extends { kind: string; refusal?: unknown } | string>(call: Promise<Answer>): Promise<Answer> => {
    const answer = await call;
    // Whoever refuses our contract is there, and is asked on: that has an alarm of its own (lib/shop/contracts).
    const isRefusal = typeof answer !== "string" && answer.refusal !== undefined;
    tell(circuit, typeof answer === "string" ? answer : isRefusal ? "refused" : answer.kind);
    return answer;
  };
  // Starting a payment tells nothing: it asks another service in one protocol, and nobody in the other.
  const gateway: Gateway = {
    ...bare,
    startPayment: (request) => bare.startPayment(request),
    queryTrade: (outTradeNo) => told(bare.queryTrade(outTradeNo)),
    closeTrade: (outTradeNo) => told(bare.closeTrade(outTradeNo)),
    confirmNotification: (notifyId) => told(bare.confirmNotification(notifyId)),
    refund: (request) => told(bare.refund(request)),
    queryRefund: (refund) => told(bare.queryRefund(refund)),
    fetchBill: (day) => told(bare.fetchBill(day)),
  };
  guards.set(gateway, { circuit, background: spare(gateway, circuit), hurried: hurry(gateway, circuit, limit) });
  return gateway;
}

/** The shop for questions that can wait: a gateway that does not answer is left alone, and the answer is then unknown. */
export function inBackground<S extends Shop>(shop: S): S {
  return { ...shop, gateways: eachGateway(shop.gateways, (gateway) => guards.get(gateway)?.background ?? gateway) };
}

/** The shop for what somebody waits for: a gateway that does not answer is tried all the same, for a short time. */
export function inAHurry<S extends Shop>(shop: S): S {
  return { ...shop, gateways: eachGateway(shop.gateways, (gateway) => guards.get(gateway)?.hurried ?? gateway) };
}

/** Whether a guarded gateway answers; undefined for one that is not guarded. */
export function circuitOf(gateway: Gateway): Circuit | undefined {
  return guards.get(gateway)?.circuit;
}

export type GatewayHealth = { state: CircuitState; since: Date };

function tell(circuit: Circuit, kind: string): void {
  if (kind === "unknown") circuit.silent();
  else if (!UNCALLED.has(kind)) circuit.answered();
}

/** A refund is not spared: it is written down as sent before it is. */
function spare(gateway: Gateway, circuit: Circuit): Gateway {
  const unasked = { kind: "unknown", detail: "not asked, since the gateway has not answered for a while" } as const;
  const whenAdmitted = async <Answer>(call: () => Promise<Answer>): Promise<Answer | typeof unasked> => {
    const admitted = circuit.admit();
    if (admitted === "none") return unasked;
    return admitted === "all" ? call() : call().finally(() => circuit.release());
  };
  return {
    ...gateway,
    queryTrade: (outTradeNo) => whenAdmitted(() => gateway.queryTrade(outTradeNo)),
    closeTrade: (outTradeNo) => whenAdmitted(() => gateway.closeTrade(outTradeNo)),
    queryRefund: (refund) => whenAdmitted(() => gateway.queryRefund(refund)),
    fetchBill: (day) => whenAdmitted(() => gateway.fetchBill(day)),
  };
}

/** The call itself goes on after the hurry is over, and tells the circuit breaker what came of it. */
function hurry(gateway: Gateway, circuit: Circuit, limit: Limit): Gateway {
  const detail = `no answer within ${HURRY_MS} ms from a gateway that has not answered for a while`;
  const inTime = async <Answer>(call: Promise<Answer>, otherwise: Answer): Promise<Answer> => {
    if (circuit.state().state === "closed") return call;
    const over = new AbortController();
    const late = limit(HURRY_MS, over.signal).then(
      () => otherwise,
      () => otherwise,
    );
    return Promise.race([call, late]).finally(() => over.abort());
  };
  return {
    ...gateway,
    startPayment: (request) => inTime(gateway.startPayment(request), { ok: false, kind: "unknown", detail }),
    queryTrade: (outTradeNo) => inTime(gateway.queryTrade(outTradeNo), { kind: "unknown", detail }),
    confirmNotification: (notifyId) => inTime<ConfirmAnswer>(gateway.confirmNotification(notifyId), "unknown"),
  };
}
