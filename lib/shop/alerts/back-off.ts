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
