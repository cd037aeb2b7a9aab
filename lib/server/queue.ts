import "server-only";

export type Queue = {
  /** Runs `work` when it is its turn, in the order of coming. Null, and nothing is run: too many wait already. */
  run<Value>(work: () => Promise<Value>): Promise<Value> | null;
};

/** Lets `atOnce` work at a time while up to `waiting` stand in line. For work that uses up the processor, and memory while it waits. */
export function createQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): Queue {
  const line: (() => void)[] = [];
  let running = 0;
  const begin = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
  return {
    run(work) {
      if (running < atOnce) {
        running++;
        return begin(work);
      }
      if (line.length >= waiting) return null;
      return new Promise<void>((resolve) => line.push(resolve)).then(() => begin(work));
    },
  };
}
