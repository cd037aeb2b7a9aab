import "server-only";

/** How far our clock is ahead of another one (behind where it is negative), at least, in ms. */
export type Skew = { skewMs: number; against: string };

/** Another clock's word, and ours when it was asked for and when it came. `stepMs`: how coarse the other one is. */
export type Reading = { whose: string; theirs: Date; from: Date; until: Date; stepMs?: number };

export type ClockWatch = {
  read(reading: Reading): void;
  /** The largest known skew; null when no other clock has been read lately. */
  skew(): Skew | null;
};

/** More than this is told. */
export const MOST_SKEW_MS = 60_000;
/** A reading counts for so long, in ms. */
const FRESH_MS = 3600_000;
const TELL_EVERY_MS = 60_000;

/**
 * Compares our clock with others whenever somebody else's is heard of, and tells of a skew of more than a minute, once a
 * minute at most. Signed times, the end of an order and the leases that instances share all rest on the clock.
 */
export function createClockWatch(now: () => Date, tell: (skew: Skew) => void): ClockWatch {
  const known = new Map<string, { skewMs: number; at: number }>();
  let toldAt = Number.NEGATIVE_INFINITY;
  const skew = (): Skew | null => {
    const since = now().getTime() - FRESH_MS;
    const fresh = [...known].filter(([, { at }]) => at >= since).map(([against, { skewMs }]) => ({ skewMs, against }));
    return fresh.sort((a, b) => Math.abs(b.skewMs) - Math.abs(a.skewMs))[0] ?? null;
  };
  return {
    skew,
    read(reading) {
      const at = now().getTime();
      known.set(reading.whose, { skewMs: skewOf(reading), at });
      const largest = skew();
      if (!largest || Math.abs(largest.skewMs) <= MOST_SKEW_MS || Math.abs(at - toldAt) < TELL_EVERY_MS) return;
      toldAt = at;
      tell(largest);
    },
  };
}

/** A fetch that reads the clock of whoever answers from the Date of each good answer (RFC 9110, 6.6.1). */
export function readingClock(ask: typeof fetch, whose: string, now: () => Date, { read }: ClockWatch): typeof fetch {
  return async (input, init) => {
    const from = now();
    const response = await ask(input, init);
    const theirs = new Date(response.headers.get("date") ?? "");
    // An answer out of a cache is as old as it says.
    const isOld = response.headers.has("age");
    if (response.ok && !isOld && !Number.isNaN(theirs.getTime())) read({ whose, theirs, from, until: now(), stepMs: 1000 });
    return response;
  };
}

/** Their clock was read at some moment between `from` and `until`: zero where both can be right, else the nearest that fits. */
function skewOf({ theirs, from, until, stepMs = 1 }: Reading): number {
  const least = from.getTime() - (theirs.getTime() + stepMs - 1);
  const most = until.getTime() - theirs.getTime();
  if (least > 0) return least;
  return Math.min(most, 0) || 0;
}
