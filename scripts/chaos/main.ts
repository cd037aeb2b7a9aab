// Everything is killed, at named points and at arbitrary moments, while people buy; and then no yuan may be missing.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Chance, chanceOf } from "../trials/chance";
import { CONTRACTS, type ContractName } from "../trials/town";
import { runTrial, type Trial } from "../trials/with-folder";
import { pointsOf } from "./points-of";
import { killRound } from "./round";
import { isFlawless, killsOf, newTally, report, type Tally } from "./tally";

/** A town is healed and its books compared after so many kills. */
const KILLS_PER_TOWN = 40;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "80" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    contracts: { type: "string", default: Object.keys(CONTRACTS).join(",") },
  },
});
/** Towns have them in turn. */
const contracts = (Object.keys(CONTRACTS) as ContractName[]).filter((name) => values.contracts.split(",").includes(name));

await runTrial("chaos", async (trial) => {
  const { progress } = trial;
  const tally = newTally();
  const since = performance.now();
  const chance = chanceOf(Number(values.seed));
  progress.line(`seed ${values.seed}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const told = () => progress.line(report(tally, performance.now() - since));
  await kills(trial, { chance, tally, told });
  const never = contracts.flatMap(pointsOf).filter((point) => !tally.kills.has(point));
  if (never.length > 0) progress.line(`nobody was killed: ${[...new Set(never)].join("; ")}`);
  return isFlawless(tally) ? 0 : 2;
});

async function kills(trial: Trial, { chance, tally, told }: { chance: Chance; tally: Tally; told: () => void }): Promise<void> {
  const wanted = Number(values.kills);
  for (let round = 0; killsOf(tally) < wanted && isFlawless(tally) && !trial.signal.aborted; round++) {
    const contract = contracts[round % contracts.length] ?? "openapi";
    const some = Math.min(KILLS_PER_TOWN, wanted - killsOf(tally));
    await killRound({ trial, name: `town-${round}`, contract, kills: some, chance, tally });
    told();
  }
}
