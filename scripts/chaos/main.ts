// Everything is killed, at named points and at arbitrary moments, while people buy; and then no yuan may be missing.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Chance, chanceOf } from "../trials/chance";
import type { ContractName } from "../trials/town";
import { runTrial, type Trial } from "../trials/with-folder";
import { stepClocks } from "./clock";
import { fillDisk } from "./disk";
import { killMigrations } from "./migrations";
import { pointsOf } from "./points-of";
import { killRound } from "./round";
import { isFlawless, killsOf, newTally, report, type Tally } from "./tally";

/** A town is healed and its books compared after so many kills. */
const KILLS_PER_TOWN = 40;
const CONTRACTS: ContractName[] = ["openapi", "wap-token"];
const PARTS = ["kills", "migrations", "clock", "disk"] as const;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "80" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string", default: PARTS.join(",") },
  },
});
const chosen = new Set(values.only.split(","));

await runTrial("chaos", async (trial) => {
  const { progress } = trial;
  const tally = newTally();
  const since = performance.now();
  const chance = chanceOf(Number(values.seed));
  progress.line(`seed ${values.seed}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const told = () => progress.line(report(tally, performance.now() - since));
  if (chosen.has("kills")) await kills(trial, { chance, tally, told });
  if (chosen.has("migrations") && isFlawless(tally))
    await progress.step("migrations", () => killMigrations(trial, tally), { isLong: true });
  if (chosen.has("clock") && isFlawless(tally)) progress.line(`clocks set back: ${await stepClocks(trial, { chance, steps: 15, tally })}`);
  if (chosen.has("disk") && isFlawless(tally)) {
    const times = await fillDisk(trial, { chance, times: 5, tally });
    progress.line(times === null ? "no disk could be mounted here: not tried" : `the disk was full ${times} times`);
  }
  told();
  const never = CONTRACTS.flatMap(pointsOf).filter((point) => !tally.kills.has(point));
  if (chosen.has("kills") && never.length > 0) progress.line(`nobody was killed: ${[...new Set(never)].join("; ")}`);
  return isFlawless(tally) ? 0 : 2;
});

async function kills(trial: Trial, { chance, tally, told }: { chance: Chance; tally: Tally; told: () => void }): Promise<void> {
  const wanted = Number(values.kills);
  for (let round = 0; killsOf(tally) < wanted && isFlawless(tally) && !trial.signal.aborted; round++) {
    const contract = CONTRACTS[round % CONTRACTS.length] ?? "openapi";
    const some = Math.min(KILLS_PER_TOWN, wanted - killsOf(tally));
    await killRound({ trial, name: `town-${round}`, contract, kills: some, chance, tally });
    told();
  }
}
