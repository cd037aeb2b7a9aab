// The clocks of a town's servers, which can be set.
import { writeFileSync } from "node:fs";
import path from "node:path";

const LOADED = new URL("./stepped-clock.mjs", import.meta.url).href;

export type Clocks = {
  /** What one server is started with. */
  envOf: (instance: number) => Record<string, string>;
  /** Sets a server's clock so far ahead of the right time, or behind it; also while it runs. */
  set: (instance: number, offsetMs: number) => void;
};

/** `folder`: where it is written how wrong each clock is. */
export function makeClocks(folder: string): Clocks {
  const fileOf = (instance: number) => path.join(folder, `clock-${instance}`);
  return {
    envOf: (instance) => ({ NODE_OPTIONS: `--import ${LOADED}`, TRIAL_CLOCK_FILE: fileOf(instance) }),
    set: (instance, offsetMs) => writeFileSync(fileOf(instance), String(offsetMs)),
  };
}
