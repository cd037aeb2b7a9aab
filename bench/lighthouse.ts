// What Lighthouse says of the pages on a slow phone, beside a page of one word of the same Next.js (of an empty one it
// says that nothing was painted). It is fetched when it is asked for: only
// this needs it.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright";
import { chromiumPath } from "../scripts/test/chromium";
import type { Bench } from "./run-bench";
import { formatSpread, spreadOf } from "./spread";

/** The last major that runs on Node.js 20. */
const LIGHTHOUSE = "lighthouse@12";
const RUNS = 5;

/** `score` of 100; `lcp` in ms: when the largest thing was painted. */
type Judged = { score: number; lcp: number };

/** Judges that page and the shop's in turn, five times, and returns a table. */
export async function measureLighthouse({ stack, progress }: Bench): Promise<string> {
  await stack.startShop();
  const { slug } = await stack.queryRow<{ slug: string }>("SELECT slug FROM products WHERE on_sale ORDER BY id LIMIT 1");
  const pages = {
    "a page of one word": `${stack.bareUrl}/word`,
    home: `${stack.shopUrl}/`,
    product: `${stack.shopUrl}/products/${slug}`,
  };
  const judged: Record<string, Judged[]> = {};
  for (let run = 1; run <= RUNS; run++)
    await progress.step(
      `Lighthouse, run ${run} of ${RUNS}`,
      async () => {
        for (const [name, url] of Object.entries(pages)) judged[name] = [...(judged[name] ?? []), await judge(url)];
      },
      { isLong: true },
    );
  await stack.stopShop();
  return tableOf(judged);
}

async function judge(url: string): Promise<Judged> {
  const folder = mkdtempSync(path.join(tmpdir(), "xiaopu-lighthouse-"));
  try {
    const file = path.join(folder, "report.json");
    const flags = ["--headless=new", "--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
    const told = [
      "--quiet",
      "--only-categories=performance",
      "--output=json",
      `--output-path=${file}`,
      `--chrome-flags=${flags.join(" ")}`,
    ];
    const args = ["exec", "--yes", `--package=${LIGHTHOUSE}`, "--", "lighthouse", url, ...told];
    await promisify(execFile)("npm", args, {
      cwd: folder,
      env: { ...process.env, CHROME_PATH: chromiumPath() ?? chromium.executablePath() },
    });
    const { categories, audits } = JSON.parse(readFileSync(file, "utf8"));
    return { score: 100 * categories.performance.score, lcp: audits["largest-contentful-paint"].numericValue };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tableOf(judged: Record<string, Judged[]>): string {
  const rows = Object.entries(judged).map(([name, runs]) => ({
    name,
    score: spreadOf(runs.map(({ score }) => score)),
    lcp: spreadOf(runs.map(({ lcp }) => lcp)),
  }));
  const yardstick = rows[0]?.lcp.median ?? Number.NaN;
  return [
    "| page | performance, of 100 | largest paint, ms | ÷ one word |",
    "|---|---|---|---|",
    ...rows.map(
      ({ name, score, lcp }) => `| ${name} | ${formatSpread(score)} | ${formatSpread(lcp)} | ${(lcp.median / yardstick).toFixed(2)} |`,
    ),
  ].join("\n");
}
