// What the owner's pages ask the database, in a shop with a thousand orders and in one with a million: milliseconds and their ratio.
//   npm run bench:million                    → a table; the shops are kept in .data/million for the next time
//   npm run bench:million -- --explain phone → the plans of the slow statements of the questions that have this in their name
import path from "node:path";
import { ROOT } from "../../scripts/bootstrap/root.mjs";
import { printError } from "../../scripts/process/cli-error";
import { explain } from "./explain";
import { QUESTIONS, type Question } from "./questions";
import { type OpenShop, openCluster, openShop } from "./shops";

const ROUNDS = 9;
const [flag, wanted = ""] = process.argv.slice(2);

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const cluster = await openCluster(process.env.BENCH_FOLDER ?? path.join(ROOT, ".data", "million"));
  try {
    const [few, many] = [await openShop(cluster, "k1", 1_000), await openShop(cluster, "m1", 1_000_000)];
    if (flag === "--explain")
      await explain(
        many,
        QUESTIONS.filter(([name]) => name.includes(wanted)),
      );
    else await compare(few, many);
    for (const shop of [few, many]) await shop.close();
  } finally {
    await cluster.stop();
  }
}

async function compare(few: OpenShop, many: OpenShop): Promise<void> {
  console.log("| question | 1 k orders | 1 M orders | ratio |\n|---|---|---|---|");
  for (const question of QUESTIONS) {
    const [small, large] = [await median(few, question), await median(many, question)];
    console.log(`| ${question[0]} | ${small.toFixed(1)} ms | ${large.toFixed(1)} ms | ${(large / small).toFixed(1)} |`);
  }
}

/** In ms, after two rounds that warm up. A question that takes seconds is asked three times only. */
async function median({ shop, sample }: OpenShop, [, ask]: Question): Promise<number> {
  const times: number[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const begun = performance.now();
    await ask(shop, sample);
    const ms = performance.now() - begun;
    if (round >= 0) times.push(ms);
    if (ms > 1_000 && round >= 0) break;
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
