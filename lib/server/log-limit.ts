import "server-only";
import { type Log, log } from "./log";
import { countLimit } from "./metrics/limits";

const EVERY_MS = 60_000;
const seen = new Map<string, { since: number; count: number }>();

/**
 * Says that a limit was hit, once a minute for each limit and not once a request: an attack must not fill the log as well. The
 * line says how often it was hit since the one before. `name` is one of few.
 */
export function logLimit(name: string, facts: Record<string, string | number> = {}, to: Pick<Log, "warn"> = log, now = Date.now()): void {
  countLimit(name);
  const known = seen.get(name);
  if (known && now - known.since < EVERY_MS) {
    known.count++;
    return;
  }
  to.warn({ limit: name, ...facts, unsaid: known?.count ?? 0 }, "a limit was hit");
  seen.set(name, { since: now, count: 0 });
}
