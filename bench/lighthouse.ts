// What Lighthouse says of the pages on a slow phone, beside a page of one word of the same Next.js (of an empty one it
// says that nothing was painted). It is fetched when it is asked for: only this needs it.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright";
import { runCommand } from "../scripts/stack/run-command";
import { chromiumPath } from "../scripts/test/chromium";
import { aimFor, type Measured } from "./figures/measured";
import { RUNS, size } from "./figures/size";
import { formatSpread, spreadOf } from "./figures/spread";
import type { Bench } from "./run-bench";

/** The last major that runs on Node.js 20. */
const LIGHTHOUSE = "lighthouse@12";
/** Chromium gives Lighthouse a broken trace now and then (NO_NAVSTART, NO_FCP …), of any page. A browser of its own begins anew then. */
const TRIES = size(4, 2);
const LONGEST_MS = 120_000;
const AIMS: Record<string, number> = { home: 98, product: 99 };
const WORD = "a page of one word";

/** `score` of 100; `lcp` in ms: when the largest thing was painted. */
type Judged = { score: number; lcp: number };
type Verdicts = { judged: Record<string, Judged[]>; failures: string[] };

/** Judges that page and the shop's in turn, five times after once for warming up. */
export async function measureLighthouse({ stack, progress, folder, yardsticks }: Bench): Promise<Measured> {
  const program = await progress.step("fetching Lighthouse", () => fetchLighthouse(yardsticks, folder), { isLong: true });
  await stack.startShop();
  const { slug } = await stack.queryRow<{ slug: string }>("SELECT slug FROM products WHERE on_sale ORDER BY id LIMIT 1");
  const pages = { [WORD]: `${stack.bareUrl}/word`, home: `${stack.shopUrl}/`, product: `${stack.shopUrl}/products/${slug}` };
  const verdicts: Verdicts = { judged: {}, failures: [] };
  for (let run = 0; run <= RUNS; run++)
    await progress.step(
      run === 0 ? "Lighthouse, warming up" : `Lighthouse, run ${run} of ${RUNS}`,
      async () => {
        for (const [name, url] of Object.entries(pages)) {
          const one = await judgeAtLast({ program, url }, verdicts.failures);
          if (run > 0 && one) verdicts.judged[name] = [...(verdicts.judged[name] ?? []), one];
        }
      },
      { isLong: true },
    );
  await stack.stopShop();
  return reportOf(verdicts);
}

/** Returns the path of its program. */
async function fetchLighthouse(yardsticks: string, folder: string): Promise<string> {
  const place = path.join(yardsticks, "lighthouse");
  const program = path.join(place, "node_modules", "lighthouse", "cli", "index.js");
  if (existsSync(program)) return program;
  mkdirSync(place, { recursive: true });
  const told = ["--prefix", place, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", LIGHTHOUSE];
  await runCommand(["npm", "install", ...told], {
    logFile: path.join(folder, "logs", "lighthouse.log"),
    what: "Fetching Lighthouse",
    cwd: yardsticks,
  });
  return program;
}

type Asked = { program: string; url: string };

/** Null when it failed each time. Why it failed comes to `failures`. */
async function judgeAtLast(asked: Asked, failures: string[]): Promise<Judged | null> {
  for (let round = 0; round < TRIES; round++) {
    const verdict = await judge(asked);
    if (typeof verdict !== "string") return verdict;
    failures.push(verdict);
  }
  return null;
}

/** Returns what went wrong in a word, if Lighthouse could not say anything of the page. */
async function judge({ program, url }: Asked): Promise<Judged | string> {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-lighthouse-"));
  const file = path.join(folder, "report.json");
  const flags = ["--headless=new", "--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const told = ["--quiet", "--only-categories=performance", "--output=json", `--output-path=${file}`, `--chrome-flags=${flags.join(" ")}`];
  const env = { ...process.env, CHROME_PATH: chromiumPath() ?? chromium.executablePath() };
  try {
    await promisify(execFile)(process.execPath, [program, url, ...told], { cwd: folder, env, timeout: LONGEST_MS });
  } catch {
    // It ends with 1 where its report tells of an error; that is read below.
  }
  try {
    const { categories, audits, runtimeError } = JSON.parse(readFileSync(file, "utf8"));
    const lcp = audits["largest-contentful-paint"];
    if (typeof categories.performance.score === "number") return { score: 100 * categories.performance.score, lcp: lcp.numericValue };
    return String(runtimeError?.code ?? /\(([A-Z_]+)\)/.exec(lcp?.errorMessage)?.[1] ?? "no score");
  } catch {
    return "no report";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportOf({ judged, failures }: Verdicts): Measured {
  const rows = Object.entries(judged).map(([name, runs]) => ({
    name,
    score: spreadOf(runs.map(({ score }) => score)),
    lcp: spreadOf(runs.map(({ lcp }) => lcp)),
    runs: runs.length,
  }));
  const yardstick = rows.find(({ name }) => name === WORD)?.lcp.median ?? Number.NaN;
  const again =
    failures.length === 0 ? "No run failed." : `${failures.length} runs failed and were made anew (${[...new Set(failures)].join(", ")}).`;
  const table = [
    "| page | runs | performance, of 100 | largest paint, ms | ÷ one word |",
    "|---|---|---|---|---|",
    ...rows.map(
      ({ name, score, lcp, runs }) =>
        `| ${name} | ${runs} | ${formatSpread(score)} | ${formatSpread(lcp)} | ${(lcp.median / yardstick).toFixed(2)} |`,
    ),
    "",
    again,
  ].join("\n");
  const aims = rows
    .filter(({ name }) => AIMS[name])
    .flatMap(({ name, score, lcp }) => [
      aimFor(`Lighthouse, ${name}`, score.median, { least: AIMS[name] ?? 100 }),
      aimFor(`largest paint, ${name} ÷ a page of one word`, lcp.median / yardstick, { most: 1.5 }),
    ]);
  return { table, aims };
}
