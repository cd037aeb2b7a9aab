// What the owner's pages ask the database, in a shop with a thousand orders and in one with a million: milliseconds and their ratio.
//   npm run bench:million                    → a table; the shops are kept in .data/million for the next time
//   npm run bench:million -- --explain phone → the plans of the slow statements of the questions that have this in their name
import path from "node:path";
import { ROOT } from "../../scripts/bootstrap/root.mjs";
import { printError } from "../../scripts/process/cli-error";
import { aimFor } from "../figures/measured";
import { tell } from "../figures/own";
import { size } from "../figures/size";
import { openCluster } from "./databases";
import { explain } from "./explain";
import { QUESTIONS, type Question } from "./questions";
import { type OpenShop, openShop } from "./shops";

const ROUNDS = size(9, 2);
const MANY = size(1_000_000, 10_000);
const MOST_RATIO = 1.2;
const MOST_MS = 100;
/** What is to be reached names these; the other questions are watched too. */
const AIMED = /^(dashboard|orders, tab all|search: (whole phone|whole name|trade number))$/;
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
    const [few, many] = [await openShop(cluster, "k1", 1_000), await openShop(cluster, `m${MANY}`, MANY)];
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
  const rows: Row[] = [];
  for (const question of QUESTIONS)
    rows.push({ name: question[0], small: await median(few, question), large: await median(many, question) });
  const table = [
    `| question | 1 k orders, ms | ${MANY / 1000} k orders, ms | ratio |`,
    "|---|---|---|---|",
    ...rows.map(({ name, small, large }) => `| ${name} | ${small.toFixed(1)} | ${large.toFixed(1)} | ${(large / small).toFixed(1)} |`),
  ].join("\n");
  const named = rows.filter(({ name }) => AIMED.test(name));
  const others = rows.filter((row) => !named.includes(row));
  const steepest = worst(named, ({ small, large }) => large / small);
  const [slowest, slowestOther] = [worst(named, ({ large }) => large), worst(others, ({ large }) => large)];
  const isAlone = "database alone,";
  tell({
    table,
    aims: [
      aimFor(`${isAlone} 1 M ÷ 1 k orders, at most (${steepest.name})`, steepest.large / steepest.small, { most: MOST_RATIO }),
      aimFor(`${isAlone} 1 M orders, at most (${slowest.name})`, slowest.large, { most: MOST_MS, unit: " ms" }),
      {
        ...aimFor(`${isAlone} 1 M orders, slowest of ${others.length} others (${slowestOther.name})`, slowestOther.large, { unit: " ms" }),
        aim: "–",
        isMet: null,
      },
    ],
  });
}

type Row = { name: string; small: number; large: number };

function worst(rows: Row[], value: (row: Row) => number): Row {
  return rows.reduce((worst, row) => (value(row) > value(worst) ? row : worst));
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
