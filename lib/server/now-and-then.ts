import "server-only";

type Underway = { underway: Promise<void> };
type Entry = Underway | { doneAt: number };

export type NowAndThen = {
  /**
   * Does `work`, unless the work of this key was done less than its time before `at`: null then. Whoever comes while it is being done waits
   * for that, and rejects with it. Work that fails, or was forgotten meanwhile, is not counted as done.
   */
  run(key: string, at: Date, work: () => Promise<void>): Promise<void> | null;
  /** The next `run` does its work, whatever was done or is being done; of every key where none is named. */
  forget(key?: string): void;
};

/**
 * Remembers what needs to be done once in so many ms only, however often it comes up. Without the waiting all that come up at one moment, and
 * all that come until the first is done, would do it, and wait for each other at the same row.
 */
export function nowAndThen(everyMs: number): NowAndThen {
  const known = new Map<string, Entry>();
  const begin = (key: string, at: Date, work: () => Promise<void>): Promise<void> => {
    const end = (done: boolean) => {
      if (known.get(key) !== mine) return; // forgotten
      if (done) known.set(key, { doneAt: at.getTime() });
      else known.delete(key);
    };
    const underway = work().then(
      () => end(true),
      (error: unknown) => {
        end(false);
        throw error;
      },
    );
    const mine: Underway = { underway };
    known.set(key, mine);
    return underway;
  };
  return {
    run(key, at, work) {
      const entry = known.get(key);
      if (entry && "underway" in entry) return entry.underway;
      // A time in the future is of a clock that was put back since.
      return entry && Math.abs(at.getTime() - entry.doneAt) < everyMs ? null : begin(key, at, work);
    },
    forget(key) {
      if (key === undefined) known.clear();
      else known.delete(key);
    },
  };
}
