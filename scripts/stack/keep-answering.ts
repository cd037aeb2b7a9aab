// A server whose event loop never comes round again is alive to the system and dead to everybody else: only asking it tells.
import { setTimeout as sleep } from "node:timers/promises";
import { deadline } from "../../lib/server/deadline";
import { messageOf } from "../process/cli-error";
import { hasEnded, type Part } from "./supervisor";

export type Timing = {
  /** How often it is asked. */
  everyMs: number;
  /** How long one answer is waited for. */
  answerMs: number;
  /** For how long it may have given no good answer before it is replaced. */
  silentMs: number;
  /** How long it may take from its start to its first good answer. */
  startMs: number;
  /** After so long without trouble, trouble counts as the first again. */
  calmMs: number;
};

/** A machine that is overloaded for half a minute is not a reason; a start may have to wait for other starts. */
const TIMING: Timing = { everyMs: 5_000, answerMs: 10_000, silentMs: 45_000, startMs: 120_000, calmMs: 1_800_000 };
/** Each replacement in a row doubles the patience, up to this: a server that needs long is not ended for ever. */
const MOST_PATIENCE = 16;

type Watched = {
  part: Part;
  /** Starts the server anew. */
  start: () => Part;
  /** Answers 200 while the server lives. */
  url: string;
  say: (line: string) => void;
  /** Ends the watch; from then on nothing is started. */
  signal: AbortSignal;
  timing?: Timing;
};

/**
 * Asks a server again and again whether it lives, and replaces it when it does not say so: it is asked to end, ended by force after
 * its grace, and started anew. Returns when `signal` fires, or when the server ended by itself, which is the supervisor's to tell.
 */
export async function keepAnswering({ part, start, url, say, signal, timing = TIMING }: Watched): Promise<void> {
  let current = part;
  let patience = 1;
  for (;;) {
    const begun = Date.now();
    const trouble = await firstTrouble(current, { url, signal, timing, patience });
    if (trouble === null) return;
    if (Date.now() - begun > timing.calmMs) patience = 1;
    say(`The ${current.name} ${trouble}. It is ended and started anew.`);
    await current.stop();
    if (signal.aborted) return;
    current = start();
    patience = Math.min(patience * 2, MOST_PATIENCE);
  }
}

type Watch = Pick<Watched, "url" | "signal"> & { timing: Timing; patience: number };

/** Waits for the first good answer, then for the end of good answers. Returns what is wrong; null when nobody is to be watched. */
async function firstTrouble(part: Part, { url, signal, timing, patience }: Watch): Promise<string | null> {
  let hasAnswered = false;
  let lastGood = performance.now();
  for (;;) {
    const asked = performance.now();
    const wrong = await ask(url, timing.answerMs, signal);
    if (signal.aborted || hasEnded(part.process)) return null;
    const limitMs = (hasAnswered ? timing.silentMs : timing.startMs) * patience;
    if (wrong === null) {
      hasAnswered = true;
      lastGood = performance.now();
    } else if (performance.now() - lastGood > limitMs)
      return `${hasAnswered ? "has not answered well for" : "did not begin to answer within"} ${Math.round(limitMs / 1000)} s (${wrong})`;
    await sleep(Math.max(0, asked + timing.everyMs - performance.now()), undefined, { signal }).catch(() => {});
  }
}

/** Returns null for a good answer, else what came instead. */
async function ask(url: string, answerMs: number, signal: AbortSignal): Promise<string | null> {
  const patience = deadline(answerMs, signal);
  try {
    const response = await fetch(url, { signal: patience.signal });
    const body = await response.text();
    return response.ok ? null : `${response.status} ${body.slice(0, 100)}`;
  } catch (error) {
    return messageOf(error);
  } finally {
    patience.over();
  }
}
