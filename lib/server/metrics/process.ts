import "server-only";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { counter, gauge, onRead } from "./registry";

/** Node.js measures from one tick of a timer to the next, so that its own step is part of every figure; in ms. */
const STEP_MS = 10;

const P50 = { help: "The event loop was late by less than this half of the time since the figures were last read." };
const P99 = { help: "The event loop was late by less than this for 99 % of the time since the figures were last read." };
const MAX = { help: "The longest time for which the event loop did nothing else, since the figures were last read." };

/** The process itself: how late its event loop is, what it uses. Called once, at boot. */
export function meterProcess(): void {
  const delay = monitorEventLoopDelay({ resolution: STEP_MS });
  delay.enable();
  const [p50, p99, max] = [
    gauge("event_loop_delay_p50_seconds", P50),
    gauge("event_loop_delay_p99_seconds", P99),
    gauge("event_loop_delay_max_seconds", MAX),
  ];
  const active = counter("event_loop_active_seconds_total", { help: "Time in which the event loop was not idle." });
  const cpu = counter("process_cpu_seconds_total", { help: "Processor time of this process, of all its threads." });
  const rss = gauge("process_resident_memory_bytes", { help: "Resident memory of this process." });
  const heap = gauge("process_heap_used_bytes", { help: "Memory in use on the JavaScript heap." });
  const external = gauge("process_external_memory_bytes", { help: "Memory outside of the heap that JavaScript objects hold." });
  gauge("process_start_time_seconds", { help: "When this process started, in seconds since 1970." }).set(performance.timeOrigin / 1000);
  let before = { activeMs: 0, cpuUs: 0 };
  onRead("process", () => {
    // Nothing measured yet: the histogram says NaN, or its largest number.
    const late = (ns: number) => (delay.count === 0 ? 0 : Math.max(0, ns / 1e9 - STEP_MS / 1000));
    p50.set(late(delay.percentile(50)));
    p99.set(late(delay.percentile(99)));
    max.set(late(delay.max));
    delay.reset();
    const { user, system } = process.cpuUsage();
    const now = { activeMs: performance.eventLoopUtilization().active, cpuUs: user + system };
    active.inc((now.activeMs - before.activeMs) / 1000);
    cpu.inc((now.cpuUs - before.cpuUs) / 1e6);
    before = now;
    const memory = process.memoryUsage();
    rss.set(memory.rss);
    heap.set(memory.heapUsed);
    external.set(memory.external);
  });
}
