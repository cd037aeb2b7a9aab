import "server-only";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

/*
 * The figures of this process, for Prometheus (GET /api/metrics). Each instance counts for itself and Prometheus adds them up. Names
 * and units follow https://prometheus.io/docs/practices/naming/. No label holds anything that a stranger chooses: each value of a
 * label is a series that stays in memory.
 */

type Collector = () => void | Promise<void>;
type Metrics = { registry: Registry; collectors: Map<string, Collector> };

/** Kept on globalThis, since Next loads modules twice: what is counted at boot and in a page must be one figure. */
const globals = globalThis as typeof globalThis & { xiaopuMetrics?: Metrics };
globals.xiaopuMetrics ??= { registry: new Registry(), collectors: new Map() };
const { registry, collectors } = globals.xiaopuMetrics;

const PREFIX = "xiaopu_";

type Meter<Label extends string> = { help: string; labels?: readonly Label[] };

/** A count that only grows, by the name without its prefix. The same name is the same counter. */
export function counter<Label extends string = never>(name: `${string}_total`, { help, labels = [] }: Meter<Label>): Counter<Label> {
  const known = registry.getSingleMetric(PREFIX + name) as Counter<Label> | undefined;
  return known ?? new Counter({ name: PREFIX + name, help, labelNames: labels, registers: [registry] });
}

/** A figure that goes up and down, likewise. */
export function gauge<Label extends string = never>(name: string, { help, labels = [] }: Meter<Label>): Gauge<Label> {
  const known = registry.getSingleMetric(PREFIX + name) as Gauge<Label> | undefined;
  return known ?? new Gauge({ name: PREFIX + name, help, labelNames: labels, registers: [registry] });
}

/** How long something took, in seconds, likewise; `buckets` are the upper bounds that are told apart. */
export function histogram<Label extends string = never>(
  name: `${string}_seconds`,
  { help, labels = [], buckets }: Meter<Label> & { buckets: number[] },
): Histogram<Label> {
  const known = registry.getSingleMetric(PREFIX + name) as Histogram<Label> | undefined;
  return known ?? new Histogram({ name: PREFIX + name, help, labelNames: labels, buckets, registers: [registry] });
}

/** Has gauges set whenever somebody reads; the same name again takes the former one's place. */
export function onRead(name: string, collect: Collector): void {
  collectors.set(name, collect);
}

/** Everything in Prometheus' text format. One collector that fails takes none of the other figures away. */
export async function readMetrics(): Promise<{ contentType: string; text: string }> {
  await Promise.allSettled([...collectors.values()].map(async (collect) => collect()));
  return { contentType: registry.contentType, text: await registry.metrics() };
}
