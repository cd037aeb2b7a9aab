// From the payment at the gateway to the answer of the poll of the order's page.
import { cpus } from "node:os";
import { aimFor, type Measured } from "./figures/measured";
import { size } from "./figures/size";
import { quantile } from "./figures/spread";
import type { Bench } from "./run-bench";
import { type Waits, waitForPayments } from "./waiting-pages";

const MANY = { pages: size(1000, 40), payments: size(400, 20), rate: 10 };
const FEW = { pages: size(100, 20), payments: size(200, 20), rate: 5 };
const HEAD = [
  "| payments | p50, ms | p90, ms | p95, ms | p99, ms | worst, ms | polls a second | shop's processor |",
  "|---|---|---|---|---|---|---|---|",
];

/** While a thousand pages wait. */
export async function measureWaits({ stack, progress }: Bench): Promise<Measured> {
  await stack.startShop({ LOG_LEVEL: "error" });
  const waits = await waitForPayments({ stack, progress }, MANY);
  return {
    table: [`${MANY.pages} pages open, ${MANY.rate} payments a second, ${cores()}.`, "", ...HEAD, lineOf(waits)].join("\n"),
    aims: [aimFor(`payment → its page, ${MANY.pages} pages open, p95`, quantile(waits.tookMs, 0.95), { most: 100, unit: " ms" })],
  };
}

/** The gateway's notices go to one instance, and all pages wait at another. */
export async function measureAcross({ stack, progress }: Bench): Promise<Measured> {
  await stack.startShop({ LOG_LEVEL: "error" });
  const other = await stack.startInstance({ LOG_LEVEL: "error" });
  const waits = await waitForPayments({ stack, progress }, { ...FEW, pagesUrl: other.url });
  const [p50, p95] = [quantile(waits.tookMs, 0.5), quantile(waits.tookMs, 0.95)];
  return {
    table: [`${FEW.pages} pages open at the other instance, ${FEW.rate} payments a second, ${cores()}.`, "", ...HEAD, lineOf(waits)].join(
      "\n",
    ),
    aims: [
      aimFor("payment → a page at the other instance, p50", p50, { most: 58, unit: " ms" }),
      aimFor("payment → a page at the other instance, p95", p95, { most: 97, unit: " ms" }),
    ],
  };
}

function lineOf({ tookMs, polls, processorShare }: Waits): string {
  const times = [0.5, 0.9, 0.95, 0.99, 1].map((share) => Math.round(quantile(tookMs, share)));
  return `| ${tookMs.length} | ${times.join(" | ")} | ${polls.toFixed(0)} | ${Math.round(processorShare * 100)} % |`;
}

function cores(): string {
  return `${cpus().length} cores for shop, PostgreSQL, emulator and phones together`;
}
