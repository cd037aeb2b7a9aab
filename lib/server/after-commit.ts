import "server-only";

type Run = () => void;

/** What waits for its transaction's commit. */
const waiting = new WeakMap<object, Run[]>();

/**
 * Runs something once what `tx` writes is durable, and never when it is rolled back: for figures, which no database takes back.
 * Outside of a transaction each statement is durable at once, and so this runs at once. `run` must not throw.
 */
export function afterCommit(tx: object, run: Run): void {
  const runs = waiting.get(tx);
  if (runs) runs.push(run);
  else run();
}

/** Runs a transaction's function and gives back what is left to do once it is committed. */
export function rememberRuns<Tx extends object, Value>(
  work: (tx: Tx) => Promise<Value>,
): { work: (tx: Tx) => Promise<Value>; runs: Run[] } {
  const runs: Run[] = [];
  return {
    runs,
    work: (tx) => {
      // Prisma begins a transaction once for each call, so that nothing of another try is left in the list.
      waiting.set(tx, runs);
      return work(tx);
    },
  };
}
