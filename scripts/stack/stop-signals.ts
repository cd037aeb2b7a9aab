import { constants } from "node:os";
import { commandLineOf, isAlive, parentOf } from "../process/processes";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const WATCH_MS = 1_000;

/** A request to end this program: at the first one `received` resolves and `signal` aborts. */
export type StopRequest = { signal: AbortSignal; received: Promise<null>; exitCode: () => number };

/**
 * Listens for requests to stop: Ctrl-C, SIGTERM, a closed terminal, and the death of the npm that ran us (after a SIGKILL npm
 * passes nothing on). `onSecond` runs at each further request.
 */
export function listenForStop(onSecond: () => void): StopRequest {
  const controller = new AbortController();
  let received: (typeof SIGNALS)[number] = "SIGTERM";
  const stopped = new Promise<null>((resolve) => controller.signal.addEventListener("abort", () => resolve(null), { once: true }));
  const stop = (name: (typeof SIGNALS)[number]) => {
    if (controller.signal.aborted) return onSecond();
    received = name;
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, () => stop(name));
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the terminal is gone
  if (process.env.npm_lifecycle_event) watchNpm(() => stop("SIGTERM"));
  return { signal: controller.signal, received: stopped, exitCode: () => 128 + constants.signals[received] };
}

/** npm runs us through a shell, which outlives it. */
function watchNpm(onDeath: () => void): void {
  const npm = ancestors().find((pid) => /\bnpm\b/.test(commandLineOf(pid)));
  if (!npm) return;
  const timer = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(timer);
    onDeath();
  }, WATCH_MS);
  timer.unref();
}

function ancestors(): number[] {
  const pids: number[] = [];
  for (let pid = process.ppid; pid > 1 && pids.length < 3; pid = parentOf(pid) ?? 0) pids.push(pid);
  return pids;
}
