// `npm run bench:waits`: from the payment at the gateway to the answer of the poll of the order's page, while a thousand pages wait.
// `-- --pages 1000 --payments 400 --rate 10`. Prints a table.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { runBench } from "./run-bench";
import { measureWaits } from "./waiting-pages";

const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "1000" },
    payments: { type: "string", default: "400" },
    rate: { type: "string", default: "10" },
  },
});
const [pages, payments, rate] = [Number(values.pages), Number(values.payments), Number(values.rate)];
const [load = 0] = loadavg();

await runBench(
  "bench-waits",
  async ({ stack, progress }) => {
    const { tookMs, polls, processorShare } = await measureWaits({ stack, progress }, { pages, payments, rate });
    const sorted = tookMs.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    progress.line(
      `\n${pages} pages open, ${rate} payments a second, ${cpus().length} cores for shop, PostgreSQL, emulator and phones together; load before ${load.toFixed(1)}.\n`,
    );
    progress.line("| payments | p50, ms | p90, ms | p95, ms | p99, ms | worst, ms | polls a second | shop's processor |");
    progress.line("|---|---|---|---|---|---|---|---|");
    progress.line(
      `| ${sorted.length} | ${at(0.5)} | ${at(0.9)} | ${at(0.95)} | ${at(0.99)} | ${at(1)} | ${polls.toFixed(0)} | ${Math.round(processorShare * 100)} % |`,
    );
  },
  { yardstick: false },
);
