import { type OrderStatusAnswer, outlookOf, type Standing } from "@/lib/shop/orders/order";

type Watch = {
  /** /api/orders/[no]/status, with the link's token where there is one. */
  statusUrl: string;
  /** What the page shows now. */
  shown: Standing;
  onAnswer: (answer: OrderStatusAnswer) => void;
  /** The order is not what the page shows. */
  onChange: () => void;
};

const LONGEST_WAIT_S = 25;
/** An answer that is this late will not come: a phone that changed networks, in ms. */
const GIVE_UP_MS = 40_000;
const LONGEST_PAUSE_MS = 30_000;
/** Even a server that does not hold on is asked no more often than this, in ms. */
const SHORTEST_PAUSE_MS = 1_000;

/**
 * Keeps a page up with its order: asks, holds on for news, asks at once when the page comes back to sight or to the
 * network, backs off on errors (1, 2, 4 … 30 s), and does nothing at all while hidden. An order at rest is asked about once
 * each time the page comes back, and not at all in between.
 * @returns the way to stop it
 */
export function pollOrder({ statusUrl, shown, onAnswer, onChange }: Watch): () => void {
  // AbortSignal.any would be shorter, but phones of 2022 do not know it.
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
        waitS = 0; // then the next answer comes at once
        if (!round.signal.aborted) await pause(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures++), round.signal);
        continue;
      }
      failures = 0;
      onAnswer(answer);
      if (answer.version !== version) onChange();
      version = answer.version;
      waitS = secondsToHoldOn(answer);
      isCurious = outlookOf(answer) !== "at_rest";
      if (isCurious) await pause(SHORTEST_PAUSE_MS, round.signal);
    }
  };
  void run();
  return () => {
    stopped = true;
    round.abort();
    unlisten();
  };
}

/** The page comes back to sight, out of the back-forward cache or to the network; or leaves sight. */
function onReturn(wake: () => void): () => void {
  // A page that is shown for the first time is as new as can be.
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

/** An order whose time runs out changes without news: look again just then. */
function secondsToHoldOn({ phase, now, expiresAt }: OrderStatusAnswer): number {
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

/** Waits so long, or until interrupted. */
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
