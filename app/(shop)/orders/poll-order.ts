import { isAtRest, type OrderPhase, type OrderStatusAnswer, type RefundMark } from "@/lib/shop/orders/order";

type Watch = {
  /** /api/orders/[no]/status, with the link's token where there is one. */
  statusUrl: string;
  /** What the page shows now. */
  phase: OrderPhase;
  refundMark: RefundMark | null;
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
 * Follows an order until nothing more will happen to its money: asks, holds on for news, asks at once when the page comes
 * back to sight or to the network, backs off on errors (1, 2, 4 … 30 s), and does nothing at all while hidden.
 * @returns the way to stop it
 */
export function pollOrder({ statusUrl, phase, refundMark, onAnswer, onChange }: Watch): () => void {
  // AbortSignal.any would be shorter, but phones of 2022 do not know it.
  let stopped = false;
  let round = new AbortController();
  const wake = () => round.abort();
  const unlisten = onReturn(wake);

  const run = async () => {
    let shown = { phase, refundMark };
    let version: string | null = null;
    let waitS = 0;
    let failures = 0;
    while (!stopped && !isAtRest(shown)) {
      round = new AbortController();
      if (document.hidden) {
        await untilAborted(round.signal);
        continue;
      }
      const answer = await ask(statusUrl, version, waitS, round);
      if (stopped || answer === "gone") return;
      if (answer === "failed") {
        version = null; // then the next answer comes at once
        if (!round.signal.aborted) await pause(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures++), round.signal);
        continue;
      }
      failures = 0;
      onAnswer(answer);
      if (answer.phase !== shown.phase || answer.refundMark !== shown.refundMark || (version !== null && answer.version !== version))
        onChange();
      shown = answer;
      version = answer.version;
      waitS = secondsToHoldOn(answer);
      await pause(SHORTEST_PAUSE_MS, round.signal);
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
  const events: [EventTarget, string][] = [
    [window, "pageshow"],
    [window, "online"],
    [document, "visibilitychange"],
  ];
  for (const [target, name] of events) target.addEventListener(name, wake);
  return () => {
    for (const [target, name] of events) target.removeEventListener(name, wake);
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
  version: string | null,
  waitS: number,
  round: AbortController,
): Promise<OrderStatusAnswer | "gone" | "failed"> {
  const url = new URL(statusUrl, location.origin);
  if (version !== null) {
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
