import "server-only";
import type { Need, Work } from "@/lib/server/work-loop";
import type { Shop } from "@/lib/shop/shop";
import { type DueKind, renewLeases, reviewTaken, type Taken, takeDue } from "./review-due";

/** A row is looked at within this time, in ms, unless its kind says otherwise: each call to the gateway ends after seconds. */
const LONGEST_MS = 10 * 60_000;
/** No loop rests for longer, so that one which stands still is noticed soon, in ms. */
const LONGEST_REST_MS = 10_000;

type Manner = { everyMs?: number; longestMs?: number; needs?: Need | undefined };
/** `firstAfterMs`: how long after its start a worker does it for the first time. */
type PeriodicManner = Manner & { firstAfterMs?: number };

/** The rows of a kind as work for the worker: taken as places become free, their leases renewed for as long as a look takes. */
export function dueWork(shop: Shop, kind: DueKind, { everyMs = 1_000, longestMs = LONGEST_MS, needs }: Manner = {}): Work {
  const inHand = new Set<Taken>();
  const review = async (row: Taken) => {
    try {
      await reviewTaken(shop, kind, row);
    } finally {
      inHand.delete(row);
    }
  };
  return {
    name: kind.name,
    atOnce: kind.atOnce,
    everyMs,
    longestMs,
    ...(needs && { needs }),
    take: async (most) => {
      const rows = await takeDue(shop, kind, most);
      for (const row of rows) inHand.add(row);
      return rows.map((row) => () => review(row));
    },
    keep: () => renewLeases(shop, kind, [...inHand]),
  };
}

/**
 * Something that is done as a whole, in one piece, and again a while after it ended; at once where it answers with how
 * much it did.
 */
export function periodicWork(
  shop: Shop,
  name: string,
  run: (shop: Shop) => Promise<unknown>,
  { everyMs = 1_000, longestMs = LONGEST_MS, needs, firstAfterMs = 0 }: PeriodicManner = {},
): Work {
  let nextAt = firstAfterMs === 0 ? 0 : shop.now().getTime() + firstAfterMs;
  const piece = async () => {
    nextAt = shop.now().getTime() + everyMs;
    const done = await run(shop);
    if (typeof done === "number" && done > 0) nextAt = 0;
  };
  const take = async () => (shop.now().getTime() < nextAt ? [] : [piece]);
  return { name, atOnce: 1, everyMs: Math.min(everyMs, LONGEST_REST_MS), longestMs, ...(needs && { needs }), take };
}
