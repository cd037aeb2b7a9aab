import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, type Tracer, trace } from "@opentelemetry/api";

/*
 * Traces that follow one subject (an order) through several requests, and several instances, of the shop. Nothing is stored for it: the
 * trace has the subject's own UUID for its id, so whoever knows the subject knows the trace. Off, and at no cost, until open-tracing.ts
 * has been called. Next's own spans are not among them: they name full addresses.
 */

/**
 * All that a span may say. Names of their own are OpenTelemetry's (https://opentelemetry.io/docs/specs/semconv/); there is no room for
 * an address, a telephone number, a token, a signature or a query.
 */
export type SpanFacts = Partial<{
  "http.request.method": "GET" | "POST";
  "http.route": string;
  "xiaopu.order.no": string;
  "xiaopu.order.phase": string;
  "xiaopu.payment.out_trade_no": string;
  "xiaopu.payment.protocol": string;
  "xiaopu.gateway.method": string;
  "xiaopu.gateway.outcome": string;
  "xiaopu.notice.verdict": string;
  "xiaopu.settlement": string;
}>;

type SpanOptions = {
  kind?: "server" | "client";
  facts?: SpanFacts;
  /** When it began, where that was before it was known what it is about; as Date.now() says. */
  since?: number;
  /** It is the first of its subject's trace, which all others of it stand below. */
  beginsTraceOf?: string;
};

type Ids = { traceId: string; spanId: string };
type Tracing = { tracer: Tracer | null; nextIds: Ids | null; current: AsyncLocalStorage<Context> };

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuTracing?: Tracing };
globals.xiaopuTracing ??= { tracer: null, nextIds: null, current: new AsyncLocalStorage() };
/** For open-tracing.ts alone. */
export const tracing = globals.xiaopuTracing;

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/** Whether anybody wants traces: for a caller who would have to ask the database for the subject first. */
export function isTracing(): boolean {
  return tracing.tracer !== null;
}

/** Runs `work` in the trace of a subject, by its UUID. Where that trace is the current one already, it simply runs. */
export function inTraceOf<Value>(subject: string, work: () => Value): Value {
  if (!tracing.tracer) return work();
  const ids = idsOf(subject);
  const current = trace.getSpanContext(tracing.current.getStore() ?? ROOT_CONTEXT);
  if (current?.traceId === ids.traceId) return work();
  return tracing.current.run(trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: TraceFlags.SAMPLED, isRemote: true }), work);
}

/**
 * Runs `work` as a span of the trace that it is in; outside of any it just runs. `note` adds what is known later. An error leaves the
 * name of its kind in the span and nothing of its words, which may repeat anything.
 */
export async function traced<Value>(
  name: string,
  { kind, facts = {}, since, beginsTraceOf }: SpanOptions,
  work: (note: (facts: SpanFacts) => void) => Promise<Value>,
): Promise<Value> {
  const { tracer, current } = tracing;
  const parent = beginsTraceOf === undefined ? current.getStore() : ROOT_CONTEXT;
  if (!tracer || !parent) return work(() => {});
  tracing.nextIds = beginsTraceOf === undefined ? null : idsOf(beginsTraceOf);
  const span = tracer.startSpan(
    name,
    { kind: kind ? KINDS[kind] : SpanKind.INTERNAL, attributes: facts, ...(since !== undefined && { startTime: new Date(since) }) },
    parent,
  );
  tracing.nextIds = null;
  try {
    return await current.run(trace.setSpan(parent, span), () => work((more) => void span.setAttributes(more)));
  } catch (error) {
    span.setAttribute("error.type", error instanceof Error ? error.name : typeof error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** The trace of a subject, and the span that it begins with. */
function idsOf(subject: string): Ids {
  return { traceId: subject.replaceAll("-", ""), spanId: createHash("sha256").update(subject).digest("hex").slice(0, 16) };
}
