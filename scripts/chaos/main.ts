// Everything is killed, at named points and at arbitrary moments, while people buy; the database's disk is full, clocks are set, a start
// is killed while it migrates; and then no yuan may be missing.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { CliError } from "../process/cli-error";
import { keepRuns } from "../runs/keep-runs";
import { type Chance, chanceOf } from "../trials/chance";
import { CONTRACTS, type ContractName } from "../trials/town";
import { runTrial, type Trial } from "../trials/with-folder";
import { clockRound } from "./clock-round";
import { diskRound } from "./disk-round";
import { killMigrations } from "./kill-migrations";
import { pointsOf } from "./points-of";
import { killRound } from "./round";
import { figuresOf, isFlawless, killsOf, newTally, report, type Tally } from "./tally";

/** What is tried, by the option that says how often; and after how many of them a town is healed and its books compared. */
const KINDS = {
  kills: { most: 100, run: ({ times, ...town }: Round) => killRound({ ...town, kills: times }) },
  disks: { most: 6, run: diskRound },
  clocks: { most: 20, run: clockRound },
} as const;
type Kind = keyof typeof KINDS;
type Round = { trial: Trial; name: string; contract: ContractName; times: number; chance: Chance; tally: Tally };
const NOUNS: Record<Kind, string> = { kills: "kills", disks: "full disks", clocks: "clock steps and kills" };

const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    disks: { type: "string" },
    clocks: { type: "string" },
    migrations: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    contracts: { type: "string", default: Object.keys(CONTRACTS).join(",") },
    keep: { type: "boolean", default: false },
  },
});
const isPlain = !values.kills && !values.disks && !values.clocks && !values.migrations;
/** Towns have them in turn. */
const contracts = (Object.keys(CONTRACTS) as ContractName[]).filter((name) => values.contracts.split(",").includes(name));

await runTrial("chaos", async (trial) => {
  if (contracts.length === 0) throw new CliError(`--contracts names some of ${Object.keys(CONTRACTS).join(", ")}.`);
  trial.progress.line(`seed ${values.seed}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  let isGood = true;
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const times = countOf(kind, isPlain && kind === "kills" ? "80" : values[kind]);
    if (times > 0) isGood = (await tryKind(trial, kind, times)) && isGood;
  }
  const migrations = countOf("migrations", values.migrations);
  if (migrations > 0) isGood = (await tryMigrations(trial, migrations)) && isGood;
  return isGood ? 0 : 2;
});

async function tryKind(trial: Trial, kind: Kind, wanted: number): Promise<boolean> {
  const { progress, signal } = trial;
  const [tally, since, chance] = [newTally(), performance.now(), chanceOf(Number(values.seed))];
  const { most, run } = KINDS[kind];
  const keep = kept(kind, wanted);
  let done = 0;
  for (let round = 0; done < wanted && isFlawless(tally) && !signal.aborted; round++) {
    const contract = contracts[round % contracts.length] ?? "openapi";
    const times = Math.min(most, wanted - done);
    await run({ trial, name: `${kind}-${round}`, contract, times, chance, tally });
    done += times;
    progress.line(report(tally, performance.now() - since, NOUNS[kind]));
    keep(figuresOf(tally, performance.now() - since, NOUNS[kind]));
  }
  const never = contracts.flatMap(pointsOf).filter((point) => !tally.kills.has(point));
  if (kind === "kills" && never.length > 0) progress.line(`nobody was killed: ${[...new Set(never)].join("; ")}`);
  return isFlawless(tally) && killsOf(tally) > 0;
}

async function tryMigrations(trial: Trial, wanted: number): Promise<boolean> {
  const keep = kept("migrations", wanted);
  const { figures, wrong } = await killMigrations(trial, { times: wanted, chance: chanceOf(Number(values.seed)) });
  trial.progress.line(JSON.stringify(figures));
  for (const one of wrong) trial.progress.line(`  wrong: ${one}`);
  keep(figures);
  return wrong.length === 0;
}

function kept(kind: Kind | "migrations", times: number): ReturnType<typeof keepRuns> {
  if (!values.keep) return () => {};
  const only = contracts.length < Object.keys(CONTRACTS).length ? ` --contracts ${contracts.join(",")}` : "";
  return keepRuns({ page: "chaos", table: kind, command: `npm run chaos -- --${kind} ${times} --seed ${values.seed}${only}` });
}

function countOf(name: string, text: string | undefined): number {
  if (!/^\d{1,6}$/.test(text ?? "0")) throw new CliError(`--${name} is a whole number, not "${text}".`);
  return Number(text ?? 0);
}
