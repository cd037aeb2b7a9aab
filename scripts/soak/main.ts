// A long ordinary day: people buy, one thing in twenty goes wrong, something is killed every few minutes, and each minute is looked at.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ROOT } from "../bootstrap/root.mjs";
import { type Chance, chanceOf } from "../trials/chance";
import { drawLines, type Line, slopeOf } from "../trials/draw-lines";
import { heal, isClean } from "../trials/heal";
import { beginLife, type Life } from "../trials/life";
import { openTown, type Town } from "../trials/town";
import { trouble } from "../trials/trouble";
import { runTrial, type Trial, townFolder } from "../trials/with-folder";
import { type Sample, sampleOf } from "./sample";

const MINUTE_MS = 60_000;
/** So many orders to one thing that goes wrong. */
const FAULT_EACH = 20;
/** Memory grows while everything is used for the first time, for so many minutes. */
const WARM_UP = 2;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    "kill-every": { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
  },
});
const minutes = Number(values.minutes);
const killEvery = Number(values["kill-every"]);

await runTrial("soak", async (trial) => {
  const { progress, supervisor, signal } = trial;
  progress.line(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const chance = chanceOf(Number(values.seed));
  const town = await openTown({ supervisor, folder: townFolder(trial, "town"), contract: "openapi" });
  const life = await beginLife({ town, chance, signal, people: 6, pauseMs: 1_000, refundEveryMs: 5_000 });
  const { samples, kills } = await endure({ trial, town, life, chance });
  await town.startMissing();
  await life.stop();
  const healed = await progress.step("healing and comparing the books", () => heal(town), { isLong: true });
  const { lost, doubled, waiting, invariants, paidTrades } = healed;
  const { placed, refundsPressed, strange } = life.street.witness;
  progress.line(`${minutes} min: ${placed.size} orders, ${paidTrades} paid, ${refundsPressed} refunds pressed, ${kills.length} kills`);
  progress.line(`${lost.length} lost, ${doubled.length} doubled, ${waiting.length} waiting; ${invariants || "all invariants hold"}`);
  for (const one of [...lost, ...doubled, ...waiting, ...strange].slice(0, 20)) progress.line(`  ${one}`);
  draw(samples, kills);
  progress.line(`memory of the server that is never killed: ${slopeOf(memory(samples, 1).slice(WARM_UP)).toFixed(2)} MB a minute`);
  await town.stop();
  return isClean(healed) && invariants === "" && samples.every(({ broken }) => broken === "") && strange.length === 0 ? 0 : 2;
});

type Enduring = { trial: Trial; town: Town; life: Life; chance: Chance };

async function endure({ trial, town, life, chance }: Enduring): Promise<{ samples: Sample[]; kills: number[] }> {
  const [samples, kills]: [Sample[], number[]] = [[], []];
  const { witness } = life.street;
  const since = performance.now();
  let faults = 0;
  for (let minute = 1; minute <= minutes && !trial.signal.aborted; minute++) {
    while (performance.now() < since + minute * MINUTE_MS) {
      await wait(500);
      for (; faults < witness.placed.size / FAULT_EACH; faults++) await trouble(town, chance);
    }
    const sample = await sampleOf(town, witness, minute);
    samples.push(sample);
    trial.progress.line(`  ${JSON.stringify(sample)}`);
    if (minute % killEvery === 0 && minute < minutes) {
      kill(town, kills.length);
      kills.push(minute);
      await town.startMissing();
    }
  }
  return { samples, kills };
}

/** In turn; server 1 is left alone, so that its memory tells of the whole time. */
function kill(town: Town, turn: number): void {
  if (turn % 3 === 0) town.killServer(0);
  if (turn % 3 === 1) town.killDatabase("all");
  if (turn % 3 === 2) town.killEmulator();
}

function memory(samples: readonly Sample[], instance: number): [number, number][] {
  return samples.flatMap(({ minute, memoryMb }): [number, number][] => {
    const mb = memoryMb[instance];
    return mb === null || mb === undefined ? [] : [[minute, mb]];
  });
}

function draw(samples: readonly Sample[], kills: readonly number[]): void {
  const save = (file: string, svg: string) => writeFileSync(path.join(ROOT, "docs/reliability", file), svg);
  const times = (name: "p50" | "p95" | "p99"): Line => ({ name, points: samples.map((sample) => [sample.minute, sample[name]]) });
  const common = { xName: "minute", marks: kills };
  const servers = [0, 1].map((instance) => ({ name: `server ${instance}`, points: memory(samples, instance) }));
  save("soak-memory.svg", drawLines({ ...common, title: "Memory of both servers (a dashed line: a kill)", yName: "MB", lines: servers }));
  const lines = [times("p50"), times("p95"), times("p99")];
  save("soak-times.svg", drawLines({ ...common, title: "Placing an order, as the buyer waits", yName: "ms", lines }));
}
