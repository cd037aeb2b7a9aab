// From the payment at the gateway to the answer of the poll of the order's page, while a thousand pages wait.
import { cpus } from "node:os";
import type { Bench } from "./run-bench";
import { waitForPayments } from "./waiting-pages";

const PLAN = { pages: 1000, payments: 400, rate: 10 };

/** Returns a table. */
export async function measureWaits({ stack, progress }: Bench): Promise<string> {
  const { tookMs, polls, processorShare } = await waitForPayments({ stack, progress }, PLAN);
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return [
    `${PLAN.pages} pages open, ${PLAN.rate} payments a second, ${cpus().length} cores for shop, PostgreSQL, emulator and phones together.`,
    "",
    "| payments | p50, ms | p90, ms | p95, ms | p99, ms | worst, ms | polls a second | shop's processor |",
    "|---|---|---|---|---|---|---|---|",
    `| ${sorted.length} | ${at(0.5)} | ${at(0.9)} | ${at(0.95)} | ${at(0.99)} | ${at(1)} | ${polls.toFixed(0)} | ${Math.round(processorShare * 100)} % |`,
  ].join("\n");
}
