// `npm run bench:pages`: how many pages a second the built shop hands out. Prints a table; docs/benchmarks.md is another bench's.
import { loadavg } from "node:os";
import { measurePages } from "./pages";
import { runBench } from "./run-bench";

const [load = 0] = loadavg();

await runBench("bench-pages", async ({ stack, progress }) => {
  const { empty, pages } = await measurePages({ stack, progress });
  progress.line(`\nThe empty page: ${empty.toFixed(0)} a second; load ${load.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after.\n`);
  progress.line("| page | kept, a second | ÷ empty | made for each look | ÷ empty |\n|---|---|---|---|---|");
  for (const { name, kept, share, made, madeShare } of pages)
    progress.line(`| ${name} | ${kept.toFixed(0)} | ${share.toFixed(2)} | ${made.toFixed(0)} | ${madeShare.toFixed(3)} |`);
});
