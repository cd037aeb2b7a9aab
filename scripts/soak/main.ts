// Steady business for an hour, of which a share goes wrong, with somebody killed every few minutes: whether the books stay right in each
// minute, whether answers stay quick, and whether memory grows.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError } from "../process/cli-error";
import { keepRuns } from "../runs/keep-runs";
import { forgottenIn } from "../trials/acknowledged";
import { chanceOf } from "../trials/chance";
import { heal, isClean } from "../trials/heal";
import { beginLife } from "../trials/life";
import { CONTRACTS, type ContractName, openTown, type Town } from "../trials/town";
import { runTrial, type Trial, townFolder } from "../trials/with-folder";
import { drawSoak } from "./draw";
import { lookAt, type Minute, timeAnswers } from "./minute";
import { type Fall, faultsNowAndThen, killsNowAndThen } from "./mishaps";
import { describe, figuresOf, type Soak } from "./report";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    contract: { type: "string", default: "openapi" },
    people: { type: "string", default: "8" },
    "kill-every": { type: "string", default: "4" },
    keep: { type: "boolean", default: false },
  },
});
/** Of so many orders one meets a fault. */
const FAULT_SHARE = 0.05;
const MINUTE_MS = 60_000;

await runTrial("soak", async (trial) => {
  const { progress, supervisor } = trial;
  if (!(values.contract in CONTRACTS)) throw new CliError(`--contract is one of ${Object.keys(CONTRACTS).join(", ")}.`);
  const contract = values.contract as ContractName;
  const minutes = numberOf("minutes");
  const [people, killEvery] = [numberOf("people"), numberOf("kill-every")];
  const given = (["minutes", "seed", "contract", "people", "kill-every"] as const).map((name) => `--${name} ${values[name]}`);
  const command = `npm run soak -- ${given.join(" ")}`;
  const keep = values.keep ? keepRuns({ page: "soak", table: "soaks", command }) : () => {};
  progress.line(`seed ${values.seed}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const town = await progress.step(`a town under ${contract}`, () => openTown({ supervisor, folder: townFolder(trial, "town"), contract }));
  const soak = await live(trial, town, { minutes, people, killEvery });
  const healed = await progress.step("healing and comparing the books", () => heal(town), { isLong: true });
  await town.stop();
  const whole = { ...soak, healed };
  progress.line(describe(whole));
  keep(figuresOf(whole));
  if (values.keep) writeFileSync(path.join(ROOT, "docs", "images", "soak.svg"), drawSoak(whole));
  const isGood = isClean(healed) && healed.invariants === "" && soak.forgotten.length === 0 && soak.strange.length === 0;
  return isGood && soak.minutes.every(({ broken }) => broken.length === 0) ? 0 : 2;
});

type Plan = { minutes: number; people: number; killEvery: number };

async function live(trial: Trial, town: Town, { minutes, people, killEvery }: Plan): Promise<Omit<Soak, "healed">> {
  const { progress, signal } = trial;
  const chance = chanceOf(numberOf("seed"));
  const over = new AbortController();
  const all = AbortSignal.any([over.signal, signal]);
  const times = timeAnswers(town);
  const life = await beginLife({ town, chance, signal, people, refundEveryMs: 5_000 });
  const since = performance.now();
  const minuteNow = () => (performance.now() - since) / MINUTE_MS;
  const falls: Fall[] = [];
  const { witness } = life.street;
  const faults = faultsNowAndThen({ town, chance, share: FAULT_SHARE, orders: () => witness.placed.size, signal: all });
  const kills = killsNowAndThen({
    ...{ town, chance, everyMs: killEvery * MINUTE_MS, signal: all },
    onFall: (fall) => {
      falls.push({ ...fall, minute: minuteNow() });
      progress.line(`    ${fall.whom} fell; all was well after ${(fall.backMs / 1000).toFixed(1)} s`);
    },
  });
  const seen: Minute[] = [];
  for (let minute = 1; minute <= minutes && !signal.aborted; minute++) {
    await wait(Math.max(0, minute * MINUTE_MS - (performance.now() - since)));
    const looked = await lookAt(town, minute, times.read());
    seen.push(looked);
    progress.line(lineOf(looked));
  }
  over.abort();
  const [faultsSet] = await Promise.all([faults, kills]);
  await town.startMissing();
  await life.stop();
  return {
    ...{ minutes: seen, falls, faults: faultsSet, orders: witness.placed.size, refundsPressed: witness.refundsPressed },
    ...{ strange: witness.strange, forgotten: await forgottenIn(town) },
  };
}

function lineOf({ minute, times, memory, broken }: Minute): string {
  const sizes = [...memory].map(([name, size]) => `${name} ${size} MB`).join(", ");
  const { notice, order } = times;
  const took = `${order.count} orders ${Math.round(order.p50)}/${Math.round(order.p99)} ms, ${notice.count} notices ${Math.round(notice.p50)}/${Math.round(notice.p99)} ms`;
  return `    ${minute}. ${took}; ${sizes}; ${broken.length === 0 ? "all invariants hold" : broken.join("; ")}`;
}

function numberOf(name: "minutes" | "seed" | "people" | "kill-every"): number {
  if (!/^[1-9]\d{0,5}$/.test(values[name])) throw new CliError(`--${name} is a whole number from 1 on, not "${values[name]}".`);
  return Number(values[name]);
}
