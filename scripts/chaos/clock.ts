// A town in which the clock of one server after the other is set back, by seconds and by an hour, and right again.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "../bootstrap/root.mjs";
import type { Chance } from "../trials/chance";
import { beginLife } from "../trials/life";
import { openTown } from "../trials/town";
import { type Trial, townFolder } from "../trials/with-folder";
import { endTown } from "./round";
import type { Tally } from "./tally";

const PRELOAD = path.join(ROOT, "scripts/trials/shifted-clock.cjs");
const STEPS_MS = [-2_000, -30_000, -600_000, -3_600_000, 0];
const EACH_MS = 4_000;

/** Returns how often a clock was set back. */
export async function stepClocks(trial: Trial, { chance, steps, tally }: { chance: Chance; steps: number; tally: Tally }): Promise<number> {
  const folder = townFolder(trial, "clock");
  const fileOf = (instance: number) => path.join(folder, `clock-${instance}`);
  const envFor = (instance: number) => ({ NODE_OPTIONS: `--require ${PRELOAD}`, TRIAL_CLOCK: fileOf(instance) });
  const town = await openTown({ supervisor: trial.supervisor, folder, contract: "openapi", envFor });
  const life = await beginLife({ town, chance, signal: trial.signal });
  let back = 0;
  await trial.progress.step(
    `clock: ${steps} steps`,
    async () => {
      for (let step = 0; step < steps && !trial.signal.aborted; step++) {
        const shift = chance.pick(STEPS_MS);
        writeFileSync(fileOf(chance.pick(town.instances)), String(shift));
        if (shift < 0) back++;
        await wait(EACH_MS);
      }
    },
    { isLong: true },
  );
  for (const instance of town.instances) writeFileSync(fileOf(instance), "0");
  await endTown({ trial, name: "clock", town, life, tally });
  return back;
}
