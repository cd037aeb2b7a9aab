// `npm run fuzz:parsers`: what reads strangers' texts, in one process, led by which parts of the code a text has reached.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../../bootstrap/root.mjs";
import { throwDice } from "../dice";
import { allTargets } from "./all";
import { type Coverage, openCoverage } from "./coverage";
import type { Target } from "./target";
import { changed, type Found, tryOne } from "./try-target";

/** Texts that are tried before it is asked what they have reached. */
const BATCH = 40;
const MOST_KEPT = 2_000;

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, seed: { type: "string", default: "1" }, only: { type: "string", default: "" } },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const coverage = await openCoverage((url) => /\/lib\/(?:alipay|server)\//.test(url));
const found: Found[] = [];
console.log(
  "| reader | texts | texts a second | kept, since they reached something new | parts of the code reached | found |\n|---|---|---|---|---|---|",
);
for (const target of allTargets().filter(({ name }) => name.includes(values.only))) {
  const { tried, kept, parts, problems } = await guided(target, coverage);
  found.push(...problems);
  console.log(`| ${target.name} | ${tried} | ${Math.round(tried / seconds)} | ${kept} | ${parts} | ${problems.length} |`);
}
coverage.close();
if (found.length > 0) {
  mkdirSync(path.join(ROOT, ".data"), { recursive: true });
  const file = path.join(ROOT, ".data", "fuzz-parsers-found.json");
  writeFileSync(
    file,
    JSON.stringify(
      found.map(({ text, ...one }) => ({ ...one, text: text.toString("base64") })),
      null,
      2,
    ),
  );
  for (const { target, problem, text } of found)
    console.log(`\n${target}: ${problem}\n${JSON.stringify(text.toString("latin1").slice(0, 500))}`);
  process.exitCode = 1;
}

async function guided(target: Target, reached: Coverage): Promise<{ tried: number; kept: number; parts: number; problems: Found[] }> {
  const corpus = [...target.seeds];
  const problems: Found[] = [];
  const endAt = Date.now() + seconds * 1000;
  for (const text of target.seeds) await tryOne(target, text);
  const before = reached.known();
  reached.know(await reached.news());
  let tried = 0;
  while (Date.now() < endAt && problems.length < 5) {
    const batch = Array.from({ length: BATCH }, (_, at) => changed(target, throwDice(seed, tried + at), corpus));
    for (const text of batch) {
      const problem = await tryOne(target, text);
      if (problem) problems.push(problem);
    }
    tried += BATCH;
    // Which of them it was shows when they are read one by one.
    if ((await reached.news()).length === 0) continue;
    for (const text of batch) {
      await tryOne(target, text);
      const parts = await reached.news();
      if (parts.length > 0 && corpus.length < MOST_KEPT) corpus.push(text);
      reached.know(parts);
    }
  }
  return { tried, kept: corpus.length - target.seeds.length, parts: reached.known() - before, problems };
}
