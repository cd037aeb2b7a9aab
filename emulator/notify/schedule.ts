import type { Protocol } from "../ledger/types";

const MINUTE_MS = 60_000;

/** The minutes between the sends of one notice (docs/wire/alipay-wap.md §7, docs/wire/alipay-openapi.md §3). */
const GAPS_MINUTES: Readonly<Record<Protocol, readonly number[]>> = {
  // Eight sends, the last 24 h 22 min after the first.
  "wap-token": [2, 10, 10, 60, 120, 360, 900],
  openapi: [4, 10, 10, 60, 120, 360, 900],
};

/** The minutes between the sends of a notice: the gaps of its protocol, in the current protocol after some immediate retries. */
export function gapsOf(protocol: Protocol, { immediateRetries }: { immediateRetries: number }): number[] {
  const immediate = protocol === "openapi" ? immediateRetries : 0;
  return [...Array<number>(immediate).fill(0), ...GAPS_MINUTES[protocol]];
}

/**
 * When a notice that was first due at `firstDueAt` is due again after `sends` sends; null after the last one. Counted from
 * `firstDueAt` and not from the last send, so that a slow merchant does not move the schedule.
 */
export function nextSendAt(gaps: readonly number[], firstDueAt: Date, sends: number): Date | null {
  if (sends > gaps.length) return null;
  const minutes = gaps.slice(0, sends).reduce((sum, gap) => sum + gap, 0);
  return new Date(firstDueAt.getTime() + minutes * MINUTE_MS);
}

/** The next instant of the schedule that is later than `at`; null when there is none. */
export function nextInstantAfter(gaps: readonly number[], firstDueAt: Date, at: Date): Date | null {
  for (let sends = 1; sends <= gaps.length; sends += 1) {
    const instant = nextSendAt(gaps, firstDueAt, sends);
    if (instant && instant > at) return instant;
  }
  return null;
}
