import { wayThrough } from "./way-through";

/** A way to a server that can go silent, as a cable does that somebody pulls out: nothing passes, and nothing is closed. */
export type SilentProxy = {
  connectionString: string;
  /** From now on nothing passes, on the connections that are open and on those that are opened. */
  silence(): void;
  /** What is opened from now on passes; what was open stays silent for ever. */
  mend(): void;
  /** How many connections were opened so far, and how many of these are open still. */
  counts(): { opened: number; open: number };
};

/** Stands before the server that a connection string names. */
export async function silentProxy(connectionString: string): Promise<SilentProxy> {
  const passing = new Set<() => void>();
  let isSilent = false;
  let opened = 0;
  const way = await wayThrough(connectionString, (near, open) => {
    opened += 1;
    if (isSilent) {
      near.resume();
      return;
    }
    const far = open();
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => near.write(chunk));
    const endBoth = () => {
      near.destroy();
      far.destroy();
    };
    near.on("close", endBoth);
    far.on("close", endBoth);
    passing.add(() => {
      // Whatever either side still says goes nowhere, and the far side's end is not passed on.
      near.removeAllListeners("data").resume();
      far.removeAllListeners("data").removeListener("close", endBoth).resume();
    });
  });
  return {
    connectionString: way.connectionString,
    silence() {
      isSilent = true;
      for (const cut of passing) cut();
      passing.clear();
    },
    mend() {
      isSilent = false;
    },
    counts: () => ({ opened, open: way.sockets.size }),
  };
}
