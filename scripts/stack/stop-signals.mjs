import { constants } from "node:os";
import { commandLineOf, isAlive, parentOf } from "./processes.mjs";

const SIGNALS = /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const WATCH_MS = 1_000;

/**
 * Listens for what means "stop": Ctrl-C, a polite kill, a closed terminal, and the death of the npm that ran us (which,
 * killed by force, tells nobody).
 * @param {() => void} onImpatience the same asked a second time
 */
export function untilToldToStop(onImpatience) {
  const controller = new AbortController();
  let received = "SIGTERM";
  const asked = new Promise((resolve) => controller.signal.addEventListener("abort", () => resolve(null), { once: true }));
  const stop = (name) => {
    if (controller.signal.aborted) return onImpatience();
    received = name;
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, () => stop(name));
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the terminal is gone
  if (process.env.npm_lifecycle_event) watchNpm(() => stop("SIGTERM"));
  return { signal: controller.signal, asked, exitCode: () => 128 + constants.signals[received] };
}

/** npm runs us through a shell, which outlives it. */
function watchNpm(onDeath) {
  const npm = ancestors().find((pid) => /\bnpm\b/.test(commandLineOf(pid)));
  if (!npm) return;
  const timer = setInterval(() => {
    if (isAlive(npm)) return;
    clearInterval(timer);
    onDeath();
  }, WATCH_MS);
  timer.unref();
}

function ancestors() {
  const pids = [];
  for (let pid = process.ppid; pid > 1 && pids.length < 3; pid = parentOf(pid) ?? 0) pids.push(pid);
  return pids;
}
