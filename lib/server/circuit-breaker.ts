import "server-only";

/** closed: it answers · open: it is left alone · half_open: one call finds out. */
export type CircuitState = "closed" | "open" | "half_open";

type Options = {
  now: () => Date;
  /** Between 0 and 1; spreads the tries of several instances. */
  random?: () => number;
  /** So many calls without an answer in a row open it. */
  failures?: number;
  /** How long it stays open the first time, the second, …; at the end the last one for ever. In ms. */
  waitsMs?: readonly [number, ...number[]];
};

export type Circuit = {
  /** `since`: when it last became broken or whole. */
  state(): { state: CircuitState; since: Date };
  /** Whether calls that can wait may be made: all of them, this one (until it has an outcome, or release()), or none. */
  admit(): "all" | "one" | "none";
  /** Whoever was admitted as the one has not called, or has no outcome to report. */
  release(): void;
  /** The outcome of any call, also of one that was made without asking for admission. */
  answered(): void;
  silent(): void;
};

const FAILURES = 5;
const WAITS_MS = [5_000, 10_000, 20_000, 40_000, 60_000] as const;

/** A circuit breaker for something that answers or does not. It calls nothing itself and has no timer: the clock tells it all. */
export function createCircuit({ now, random = Math.random, failures = FAILURES, waitsMs = WAITS_MS }: Options): Circuit {
  let since = now();
  let inARow = 0;
  /** How often it has opened since it last answered. */
  let opened = 0;
  let openedAt = 0;
  let retryAt = 0;
  let isTrying = false;

  const stateNow = (): CircuitState => {
    if (opened === 0) return "closed";
    const at = now().getTime();
    // A clock that was set back must not keep it open.
    return at >= openedAt && at < retryAt ? "open" : "half_open";
  };
  const open = () => {
    const waitMs = waitsMs[Math.min(opened, waitsMs.length - 1)] ?? waitsMs[0];
    if (opened === 0) since = now();
    opened += 1;
    openedAt = now().getTime();
    // Between half of the wait and all of it.
    retryAt = openedAt + (waitMs * (1 + random())) / 2;
    isTrying = false;
  };
  return {
    state: () => ({ state: stateNow(), since }),
    admit() {
      const state = stateNow();
      if (state === "closed") return "all";
      if (state === "open" || isTrying) return "none";
      isTrying = true;
      return "one";
    },
    release() {
      isTrying = false;
    },
    answered() {
      if (opened > 0) since = now();
      inARow = 0;
      opened = 0;
      isTrying = false;
    },
    silent() {
      inARow += 1;
      const state = stateNow();
      // While it is open, only calls that were begun before, or that could not wait, come to their end.
      if (state === "half_open" || (state === "closed" && inARow >= failures)) open();
    },
  };
}
