import "server-only";

type Entry = { at: number; isUnderway: boolean };

export type NowAndThen = {
  /**
   * Does `work`, unless that of this key is being done, or was done less than its time before `at`: null then. Rejects as it does. Work
   * that fails, or was forgotten meanwhile, is not counted as done.
   */
  run(key: string, at: Date, work: () => Promise<void>): Promise<void> | null;
  /** The next `run` does its work, whatever was done or is being done; of every key where none is named. */
  forget(key?: string): void;
};

/**
 * Remembers what needs to be done once in so many ms only, however often it comes up. All that come up until the first is done would
 * otherwise do it too, and wait for each other at the same row. They do not wait for the first one either: one connection that has gone
 * silent would hold up everybody.
 */
export function nowAndThen(everyMs: number): NowAndThen {
  const known = new Map<string, Entry>();
  const begin = async (key: string, at: Date, work: () => Promise<void>): Promise<void> => {
    const mine: Entry = { at: at.getTime(), isUnderway: true };
    known.set(key, mine);
    try {
      await work();
      mine.isUnderway = false;
    } catch (error) {
      // Not what was begun after this one was forgotten.
      if (known.get(key) === mine) known.delete(key);
      throw error;
    }
  };
  return {
    run(key, at, work) {
      const entry = known.get(key);
      if (entry?.isUnderway) return null;
      // A time in the future is of a clock that was put back since.
      return entry && Math.abs(at.getTime() - entry.at) < everyMs ? null : begin(key, at, work);
    },
    forget(key) {
      if (key === undefined) known.clear();
      else known.delete(key);
    },
  };
}
