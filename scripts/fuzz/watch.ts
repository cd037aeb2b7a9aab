import { setTimeout as pause } from "node:timers/promises";
import { residentMb } from "../process/resident-memory";

/** What the shop needs while it is written to. Memory in MB; 0 where the system does not say. */
export type Watched = { firstRss: number; lastRss: number; mostRss: number; slowestMs: number; p99Ms: number; unanswered: number };

const EVERY_MS = 500;
/** A shop that lets a probe wait so long stands still. */
const PATIENCE_MS = 10_000;

/** Looks at the shop's process and asks whether it is alive, twice a second, until it is stopped. */
export function watchShop(shopUrl: string, pid: number): { stop: () => Promise<Watched>; rss: () => number } {
  const waits: number[] = [];
  const sizes: number[] = [];
  let unanswered = 0;
  let isOver = false;
  const run = async () => {
    while (!isOver) {
      sizes.push(residentMb(pid));
      const started = performance.now();
      const isAlive = await fetch(`${shopUrl}/api/health/live`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
        async (answer) => (await answer.text()) !== "" && answer.ok,
        () => false,
      );
      if (isAlive) waits.push(performance.now() - started);
      else unanswered += 1;
      await pause(EVERY_MS);
    }
  };
  const running = run();
  return {
    rss: () => residentMb(pid),
    async stop() {
      isOver = true;
      await running;
      const sorted = waits.toSorted((a, b) => a - b);
      return {
        firstRss: sizes[0] ?? 0,
        lastRss: sizes.at(-1) ?? 0,
        mostRss: Math.max(0, ...sizes),
        slowestMs: Math.round(sorted.at(-1) ?? 0),
        p99Ms: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
        unanswered,
      };
    },
  };
}
