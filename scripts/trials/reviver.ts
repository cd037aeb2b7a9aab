// Whatever falls is started again at the side, while somebody else is already the next to fall.
import { setTimeout as wait } from "node:timers/promises";
import { messageOf } from "../process/cli-error";
import type { Mortal, Restart, Town } from "./town";

/** How often each is looked at, in ms. */
const LOOK_MS = 25;
/** Who cannot be started meets the same again: so often, with this rest between, in ms. */
const MOST_TRIES = 20;
const REST_MS = 500;
/** What a whole town needs to stand again at the longest, in ms. */
const PATIENCE_MS = 120_000;

export type Reviver = {
  /** Resolves as soon as somebody is served: the database, the emulator and one server are there. */
  untilServing: () => Promise<void>;
  /** Those that were started since the last time it was asked. */
  restarts: () => Restart[];
  /** What ended though nobody killed it, in words. */
  fellByThemselves: readonly string[];
  /** Resolves when all is well; nothing is started any more then. */
  stop: () => Promise<void>;
};

type Wanted = { mortals: readonly Mortal[]; isServing: Town["isServing"] };
/** `gapMs`: how long somebody who has fallen lies there before the new start. */
type Options = { gapMs: () => number };

/** Each of `mortals` is started again by a line of its own, so that none waits for another: but for the database, which all need. */
export function keepAlive({ mortals, isServing }: Wanted, { gapMs }: Options): Reviver {
  let isOver = false;
  let failure: Error | null = null;
  const restarts: Restart[] = [];
  const fellByThemselves: string[] = [];
  const isDatabaseMissing = () => mortals.some(({ part, isMissing }) => part === "database" && isMissing());
  const revive = async (mortal: Mortal) => {
    if (mortal.fellByItself()) fellByThemselves.push(`${mortal.name} ended, and nobody had killed it`);
    await wait(gapMs());
    const since = performance.now();
    for (let tries = 1; ; tries++) {
      while (mortal.part === "server" && isDatabaseMissing() && !failure) await wait(LOOK_MS);
      try {
        await mortal.start();
        break;
      } catch (error) {
        if (failure || tries >= MOST_TRIES) throw new Error(`${mortal.name} cannot be started: ${messageOf(error)}`);
        await wait(REST_MS);
      }
    }
    restarts.push({ part: mortal.part, tookMs: performance.now() - since });
  };
  const lookAfter = async (mortal: Mortal) => {
    while (!failure && !(isOver && mortals.every((one) => !one.isMissing()))) {
      if (mortal.isMissing()) await revive(mortal);
      else await wait(LOOK_MS);
    }
  };
  const lines = mortals.map((mortal) =>
    lookAfter(mortal).catch((error: Error) => {
      failure ??= error;
    }),
  );
  return {
    fellByThemselves,
    restarts: () => restarts.splice(0),
    untilServing: async () => {
      for (const since = performance.now(); !isServing(); await wait(LOOK_MS)) {
        if (failure) throw failure;
        if (performance.now() - since > PATIENCE_MS) throw new Error("nobody serves any more, and what fell does not come back");
      }
    },
    stop: async () => {
      isOver = true;
      await Promise.all(lines);
      if (failure) throw failure;
    },
  };
}
