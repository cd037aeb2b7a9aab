import "server-only";
import { readPlaces } from "@/lib/server/database-places";
import { ConfigError, type Env, parseEnv } from "@/lib/server/env";
import { guardRequests } from "@/lib/server/guard-requests";
import type { OpenTracing } from "@/lib/server/open-tracing";
import { quietUnknownActions } from "@/lib/server/quiet-actions";
import { stopServing } from "@/lib/server/stop-serving";
import { longestRoundMs } from "@/lib/server/work-loop";
import { sealKeptChannels } from "../alerts/channels/access";
import { takeUpContracts } from "../contracts/take-up-contracts";
import { rememberPrefix } from "../orders/number-prefixes";
import { sealKeptTotps } from "../owners/factors/seal-totp";
import { ensureSetupCode } from "../owners/setup-code";
import type { Shop } from "../shop";
import { sealKeptWordChannels } from "../word/channels/word-access";
import { checkDatabase } from "./check-database";
import { takeFigures } from "./figures";
import { getNoticeShop, getShop } from "./get-shop";
import type { Running } from "./health";
import { startWorker, type Worker } from "./worker";

const globals = globalThis as typeof globalThis & { xiaopuWorker?: Worker; xiaopuTraces?: OpenTracing | null };

/**
 * Whoever waits for a page or an answer comes first: the first rounds of all work together are a quarter of a second of the thread and a dozen new
 * connections, in which the first page was made as well. What they find has waited for the restart anyway.
 */
const FIRST_REST_MS = 1_000;

/** Runs once per server, before the first request. A wrong configuration is printed and ends the process. */
export async function boot(): Promise<void> {
  try {
    const shop = getShop();
    await shop.db.$queryRaw`SELECT 1 FROM orders LIMIT 1`;
    await rememberPrefix(shop);
    if (globals.xiaopuWorker) return;
    const env = parseEnv();
    const { DATABASE_URL, DATABASE_IS_DURABLE, DATABASE_TIMEOUT_SECONDS } = env;
    globals.xiaopuTraces = await beginTraces(env);
    const isOneOfSeveral = readPlaces(DATABASE_URL).places.length > 0;
    await checkDatabase(shop, { isVouchedFor: DATABASE_IS_DURABLE === "yes", isOneOfSeveral });
    await takeUpContracts(shop);
    await sealKeptTotps(shop);
    await sealKeptChannels(shop);
    await sealKeptWordChannels(shop);
    takeFigures({ shop, noticeShop: getNoticeShop() }, running);
    guardRequests(shop.config);
    quietUnknownActions();
    globals.xiaopuWorker = startWorker(shop, { roundMs: longestRoundMs(DATABASE_TIMEOUT_SECONDS * 1000), firstRestMs: FIRST_REST_MS });
    await announce(shop);
    void lookAtPictures(shop);
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(shop));
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : `The database cannot be used: ${String(error)}`}\n`);
    process.exit(1);
  }
}

/** Next finishes the running requests and then ends the process, so no request may be held open and no new work may begin. */
function stop(shop: Shop): void {
  void globals.xiaopuWorker?.stop();
  void shop.signals.close();
  stopServing();
  void globals.xiaopuTraces?.flush();
}

/** What makes traces is loaded only where somebody wants them. */
async function beginTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName }: Env): Promise<OpenTracing | null> {
  if (!endpoint) return null;
  const { openTracing } = await import("@/lib/server/open-tracing");
  return openTracing({ endpoint, serviceName });
}

/** What runs in this process, for its health. */
export function running(): Running {
  return { shop: getShop(), noticeShop: getNoticeShop(), worker: globals.xiaopuWorker ?? null };
}

/** A wrong key or bucket is in the log at the start, and not only at the first upload. The shop starts all the same: money goes first. */
async function lookAtPictures({ pictures: { store }, log }: Shop): Promise<void> {
  try {
    const pages = store.list()[Symbol.asyncIterator]();
    await pages.next();
    await pages.return?.(); // a folder that is left in the middle stays open
  } catch (error) {
    log.error({ err: error }, "uploaded pictures cannot be shown or stored");
  }
}

async function announce(shop: Shop): Promise<void> {
  if (shop.config.demo) process.stdout.write("演示模式: the emulator stands in for Alipay, no real money moves.\n");
  const code = await ensureSetupCode(shop);
  if (code) process.stdout.write(`Open ${shop.config.shopUrl}/admin/setup and enter the one-time code ${code} to become the owner.\n`);
}
