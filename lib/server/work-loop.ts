import "server-only";

/** A kind of work that comes up over and over, and is done in a loop of its own. */
export type Work = {
  name: string;
  /** How long the loop rests when there is nothing more to take, in ms. */
  everyMs: number;
  /** How many pieces may be under way at once in this process. */
  atOnce: number;
  /** A piece that is under way for longer than this hangs, in ms. */
  longestMs: number;
  /** Takes at most so many pieces; each is begun at once. */
  take: (most: number) => Promise<Piece[]>;
  /** Called in each turn, to renew the leases of what is under way. */
  keep?: () => Promise<void>;
  /** What this work cannot be done without. */
  needs?: Need;
};
export type Piece = () => Promise<void>;

/** Something outside that breaks at times. While it is broken, one piece at a time finds out whether it still is. */
export type Need = {
  /** all: it works · one: this one may try, until release() is called · none: not now. */
  admit(): "all" | "one" | "none";
  release(): void;
};

/** silent: the loop does not go round, or each round fails · stuck: it goes round, but a piece of its work does not end. */
export type LoopHealth = {
  name: string;
  state: "well" | "silent" | "stuck";
  /** Whether the loop turns at all, even if each round fails. */
  isTurning: boolean;
  /** When it last went round; null before the first time. */
  beat: Date | null;
};

export type Loop = { health(): LoopHealth; stop(): Promise<void> };

type Surroundings = {
  now: () => Date;
  onError: (error: unknown, work: string) => void;
  /** Rests so long, or until the signal is aborted. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How long a round may take (`longestRoundMs`). */
  roundMs?: number;
  /** How long it rests before its first round, in ms. */
  firstRestMs?: number;
};

/** A round takes no longer than this with the database's usual time limit, in ms. */
const ROUND_MS = 60_000;
/** What a question may take beside its own limit: a new connection, its setting up, a late refusal (lib/server/connection.ts), in ms. */
const AROUND_QUESTION_MS = 12_000;
/** The rest after a round that failed is at least so long, in ms. */
const AFTER_FAILURE_MS = 5_000;

/** One round asks the database twice at most, and either question may take its whole time to fail. */
export function longestRoundMs(databaseTimeoutMs: number): number {
  return Math.max(ROUND_MS, 2 * (databaseTimeoutMs + AROUND_QUESTION_MS));
}

type Running = Required<Surroundings> & {
  work: Work;
  /** What is under way, and since when. */
  begunAt: Map<Promise<void>, Date>;
  /** By a clock that nobody sets, and that stands still while the machine sleeps: as the rest of a loop does. */
  turnedAtMs: number;
  beat: Date | null;
  isStopping: boolean;
  /** Whether the last round left something behind. */
  hasMore: boolean;
  /** Ends the rest. */
  wake: () => void;
};

/**
 * Goes round until it is stopped. Each round takes as much work as may be begun beside what is under way, begins it, and waits
 * for none of it: the beat is the loop's own, and a piece that takes its time holds up neither the loop nor the other pieces.
 */
export function runLoop(work: Work, { now, onError, pause = rest, roundMs = ROUND_MS, firstRestMs = 0 }: Surroundings): Loop {
  const state = { begunAt: new Map(), turnedAtMs: performance.now(), beat: null, isStopping: false, hasMore: false, wake: () => {} };
  const loop: Running = { ...state, work, now, onError, pause, roundMs, firstRestMs };
  const ended = goRound(loop);
  return {
    health: () => healthOf(loop),
    async stop() {
      loop.isStopping = true;
      loop.wake();
      await ended;
      await Promise.all(loop.begunAt.keys());
    },
  };
}

async function goRound(loop: Running): Promise<void> {
  const { work, now, onError, firstRestMs } = loop;
  if (firstRestMs > 0) await restFor(loop, firstRestMs);
  while (!loop.isStopping) {
    let restMs = work.everyMs;
    try {
      loop.hasMore = await takeRound(loop);
      loop.beat = now();
    } catch (error) {
      loop.hasMore = false;
      restMs = Math.max(restMs, AFTER_FAILURE_MS);
      onError(error, work.name);
    }
    loop.turnedAtMs = performance.now();
    if (loop.isStopping || (loop.hasMore && loop.begunAt.size < work.atOnce)) continue;
    await restFor(loop, restMs);
  }
}

async function restFor(loop: Running, ms: number): Promise<void> {
  const waking = new AbortController();
  // Without a reason of one's own an error is made, with its stack.
  loop.wake = () => waking.abort("woken");
  await loop.pause(ms, waking.signal);
}

/** @returns whether there may be more that can be taken now */
async function takeRound(loop: Running): Promise<boolean> {
  const { work, begunAt } = loop;
  await work.keep?.();
  const free = work.atOnce - begunAt.size;
  const room = free > 0 ? (work.needs?.admit() ?? "all") : "none";
  if (room === "none") return free <= 0;
  const release = () => room === "one" && work.needs?.release();
  const most = room === "one" ? 1 : free;
  let pieces: Piece[] = [];
  try {
    pieces = await work.take(most);
  } finally {
    if (pieces.length === 0) release();
  }
  for (const piece of pieces) begin(loop, piece, release);
  return room === "all" && pieces.length >= most;
}

function begin(loop: Running, piece: Piece, release: () => void): void {
  const { work, begunAt, now, onError } = loop;
  const running = piece()
    .catch((error: unknown) => onError(error, work.name))
    .finally(() => {
      begunAt.delete(running);
      release();
      if (loop.hasMore) loop.wake();
    });
  begunAt.set(running, now());
}

function healthOf({ work, begunAt, turnedAtMs, beat, now, roundMs }: Running): LoopHealth {
  const at = now().getTime();
  const limitMs = work.everyMs + roundMs;
  const isSilent = beat === null || at - beat.getTime() > limitMs;
  const isStuck = [...begunAt.values()].some((begun) => at - begun.getTime() > work.longestMs);
  return {
    name: work.name,
    state: isSilent ? "silent" : isStuck ? "stuck" : "well",
    isTurning: performance.now() - turnedAtMs <= limitMs,
    beat,
  };
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
