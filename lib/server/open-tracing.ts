import "server-only";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator } from "@opentelemetry/sdk-trace-base";
import { tracing } from "./tracing";

/** Spans that wait to be sent; what comes when the line is full is dropped. */
const MOST_WAITING = 2_048;
/** How long a collector is waited for, in ms. */
const PATIENCE_MS = 5_000;

export type OpenTracing = {
  /** Sends what waits. Never rejects: a collector that is away is nobody's trouble. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/**
 * From now on traces are made, and sent to a collector over OTLP (HTTP, JSON). Not registered as OpenTelemetry's global provider, since
 * Next would then add spans of its own that name addresses with their queries. `endpoint` is the collector's, without /v1/traces.
 */
export function openTracing({ endpoint, serviceName }: { endpoint: string; serviceName: string }): OpenTracing {
  const random = new RandomIdGenerator();
  const exporter = new OTLPTraceExporter({
    url: new URL("v1/traces", endpoint.endsWith("/") ? endpoint : `${endpoint}/`).href,
    timeoutMillis: PATIENCE_MS,
  });
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ "service.name": serviceName })),
    spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: MOST_WAITING, exportTimeoutMillis: PATIENCE_MS })],
    // The first span of a subject's trace has ids that follow from the subject; all others are drawn.
    idGenerator: {
      generateTraceId: () => tracing.nextIds?.traceId ?? random.generateTraceId(),
      generateSpanId: () => tracing.nextIds?.spanId ?? random.generateSpanId(),
    },
  });
  tracing.tracer = provider.getTracer("xiaopu");
  return {
    flush: () => provider.forceFlush().catch(() => {}),
    async close() {
      tracing.tracer = null;
      await provider.shutdown().catch(() => {});
    },
  };
}
