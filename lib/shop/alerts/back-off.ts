import { gapAt } from "@/lib/shop/due/review-due";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

const GAPS_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS] as const;
/** No two channels that broke together come back together. */
const JITTER = 0.2;

/** When an alert is tried again after so many tries before this one, in ms: with the last gap until its day is over. */
export function afterFailure(tries: number, random: () => number): number {
  return Math.round(gapAt(GAPS_MS, tries) * (1 + JITTER * (2 * random() - 1)));
}

/** How long a channel rests after a message, in ms: robots take 20 a minute, a mailbox wants fewer. What comes meanwhile goes together. */
export function paceOf(kind: string): number {
  if (kind === "email") return 30 * SECOND_MS;
  return kind === "webhook" ? SECOND_MS : 3 * SECOND_MS + 100;
}

const MOST_REST_MS = 60 * MINUTE_MS;
/** So long it may be the rush that it says; then each refusal spends a try, and the gaps grow. */
const RUSH_MS = 2 * MINUTE_MS;

/** How long a channel that was told to wait rests, in ms, whatever it says: not shorter than its pace, and not longer than an hour. */
export function restOf(kind: string, saidMs: number): number {
  return Math.min(MOST_REST_MS, Math.max(paceOf(kind), saidMs));
}

/** Whether being told to wait spends a try of an alert that has waited so long, in ms. */
export function spendsTry(waitedMs: number): boolean {
  return waitedMs >= RUSH_MS;
}
