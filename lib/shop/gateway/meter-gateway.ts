import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Gateway } from "@/lib/alipay/gateway";
import { histogram } from "@/lib/server/metrics/registry";
import { type SpanFacts, traced } from "@/lib/server/tracing";

const calls = histogram("gateway_call_seconds", {
  help: "Calls to Alipay, by what came of them: an answer that says something (ok), a refusal, or nothing usable (unknown).",
  labels: ["protocol", "method", "outcome"],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10],
});

/** Whether anything has been sent in the course of a call: some answers are given without asking anybody. */
const sending = new AsyncLocalStorage<{ isSent: boolean }>();

/** For the gateway's `fetch`, so that a metered call knows whether it went out. */
export function notingFetch(send: typeof fetch): typeof fetch {
  return (...request) => {
    const call = sending.getStore();
    if (call) call.isSent = true;
    return send(...request);
  };
}

type Outcome = "ok" | "refused" | "unknown";

/** A gateway of which each call that goes out (by a `notingFetch`) is counted and timed, and is a span of the trace that it belongs to. */
export function meterGateway(bare: Gateway): Gateway {
  const { protocol } = bare;
  const metered = async <One extends object | string>(method: string, ask: () => Promise<One>): Promise<One> => {
    const call = { isSent: false };
    const since = performance.now();
    const note = (outcome: Outcome) => {
      if (call.isSent) calls.observe({ protocol, method, outcome }, (performance.now() - since) / 1000);
    };
    try {
      const answer = await traced(`alipay ${method}`, { kind: "client", facts: factsOf(protocol, method) }, async (tell) => {
        const given = await sending.run(call, ask);
        tell({ "xiaopu.gateway.outcome": outcomeOf(given) });
        return given;
      });
      note(outcomeOf(answer));
      return answer;
    } catch (error) {
      note("unknown");
      throw error;
    }
  };
  return {
    ...bare,
    startPayment: (request) => metered("start_payment", () => bare.startPayment(request)),
    queryTrade: (outTradeNo) => metered("query_trade", () => bare.queryTrade(outTradeNo)),
    closeTrade: (outTradeNo) => metered("close_trade", () => bare.closeTrade(outTradeNo)),
    confirmNotification: (notifyId) => metered("confirm_notification", () => bare.confirmNotification(notifyId)),
    refund: (request) => metered("refund", () => bare.refund(request)),
    queryRefund: (refund) => metered("query_refund", () => bare.queryRefund(refund)),
    fetchBill: (day) => metered("fetch_bill", () => bare.fetchBill(day)),
  };
}

function factsOf(protocol: string, method: string): SpanFacts {
  return { "xiaopu.payment.protocol": protocol, "xiaopu.gateway.method": method };
}

function outcomeOf(answer: object | string): Outcome {
  const { kind, refusal }: { kind?: unknown; refusal?: unknown } = typeof answer === "string" ? { kind: answer } : answer;
  if (refusal !== undefined || kind === "refused" || kind === "denied") return "refused";
  return kind === "unknown" ? "unknown" : "ok";
}
