import { type OrderStatusAnswer, outlookOf, type Standing } from "@/lib/shop/orders/order";

type Watch = {
  /** /api/orders/[no]/status. */
  statusUrl: string;
  /** What the page shows now. */
  shown: Standing;
  onAnswer: (answer: OrderStatusAnswer) => void;
  /** The order is not what the page shows. */
  onChange: () => void;
};

const LONGEST_WAIT_S = 25;
/** An answer that takes longer will not come, for example after the phone changed networks; in ms. */
const GIVE_UP_MS = 40_000;
const LONGEST_PAUSE_MS = 30_000;
/** The shortest time between two requests, even when the server answers at once, in ms. */
const SHORTEST_PAUSE_MS = 1_000;

/**
 * Keeps a page up to date with its order by long polling. Asks at once when the page becomes visible or the network comes
 * back, backs off on errors (1, 2, 4 … 30 s), and does nothing while the page is hidden. An order at rest is asked about once
 * each time the page becomes visible, and not in between.
 * @returns a function that stops it
 */
export function pollOrder({ statusUrl, shown, onAnswer, onChange }: Watch): () => void {
  // AbortSignal.any would be shorter, but phones of 2022 lack it.
  let stopped = false;
  let round = new AbortController();
  const wake = () => round.abort();
  const unlisten = onReturn(wake);

  const run = async () => {
    let { version } = shown;
    let waitS = 0;
    let failures = 0;
    let isCurious = outlookOf(shown) !== "at_rest";
    while (!stopped) {
      round = new AbortController();
      if (document.hidden || !isCurious) {
        await untilAborted(round.signal);
        isCurious = true;
        continue;
      }
      const answer = await ask(statusUrl, version, waitS, round);
      if (stopped || answer === "gone") return;
      if (answer === "failed") {
        waitS = 0; // the next answer is to come at once
        if (!round.signal.aborted) await pause(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures++), round.signal);
        continue;
      }
      failures = 0;
      onAnswer(answer);
      if (answer.version !== version) onChange();
      version = answer.version;
      waitS = secondsToWait(answer);
      isCurious = outlookOf(answer) !== "at_rest";
      if (isCurious) await pause(Math.max(SHORTEST_PAUSE_MS, 1000 * (answer.askAgainInS ?? 0)), round.signal);
    }
  };
  void run();
  return () => {
    stopped = true;
    round.abort();
    unlisten();
  };
}

/** Calls `wake` when the page becomes visible or hidden, comes out of the back-forward cache, or is online again. */
function onReturn(wake: () => void): () => void {
  // A page that is shown for the first time is up to date.
  const wakeIfKept = (event: Event) => {
    if ((event as PageTransitionEvent).persisted) wake();
  };
  window.addEventListener("pageshow", wakeIfKept);
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  return () => {
    window.removeEventListener("pageshow", wakeIfKept);
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
  };
}

/** How long the server may hold the request: an order's page changes when its time runs out, so it asks again just then. */
function secondsToWait({ phase, now, expiresAt }: OrderStatusAnswer): number {
  if (phase !== "to_pay") return LONGEST_WAIT_S;
  const leftS = Math.ceil((Date.parse(expiresAt) - Date.parse(now)) / 1000);
  return Math.min(LONGEST_WAIT_S, Math.max(1, leftS));
}

async function ask(
  statusUrl: string,
  version: string,
  waitS: number,
  round: AbortController,
): Promise<OrderStatusAnswer | "gone" | "failed"> {
  const url = new URL(statusUrl, location.origin);
  if (waitS > 0) {
    url.searchParams.set("version", version);
    url.searchParams.set("wait", String(waitS));
  }
  const timer = setTimeout(() => round.abort(), GIVE_UP_MS);
  try {
    const response = await fetch(url, { cache: "no-store", signal: round.signal });
    if (response.status === 404) return "gone";
    return response.ok ? await response.json() : "failed";
  } catch {
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}

/** Waits `ms`, or until interrupted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
