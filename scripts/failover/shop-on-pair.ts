// The built shop and the emulator on a primary and a standby, started as on any other machine: DATABASE_URL names both.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import getPort from "get-port";
import { control } from "@/bench/orders";
import { ROOT } from "../bootstrap/root.mjs";
import { ask } from "../postgres/ask";
import { DATABASE } from "../postgres/connection";
import { Pair } from "../postgres/pair";
import { runtimeUrl } from "../postgres/runtime-role";
import { migrateDatabase, seed } from "../stack/database";
import { SERVER_TSX } from "../stack/node-flags";
import { type Settings, shopEnv } from "../stack/settings";
import type { Part, Supervisor } from "../stack/supervisor";
import { startEmulator, startShop } from "../stack/up";

const HOST = "127.0.0.1";

export type ShopOnPair = {
  pair: Pair;
  shopUrl: string;
  emulatorUrl: string;
  /** What is sold. */
  variantId: number;
  /** Asks the server that takes writes now, past the shop. */
  rows: <Row>(sql: string) => Promise<Row[]>;
  /** Asks the emulator's control API. */
  control: <Answer>(method: "GET" | "POST", path: string, body?: unknown) => Promise<Answer>;
  stopShop: () => Promise<void>;
  /** Runs a command of the shop beside it; gives its exit code and what it said. */
  command: (script: string, env?: Record<string, string>) => Promise<{ code: number; said: string }>;
};

type Options = { folder: string; supervisor: Supervisor; isSynchronous: boolean };

/** Starts everything, and returns when the shop is well and the standby follows. */
export async function openShopOnPair({ folder, supervisor, isSynchronous }: Options): Promise<ShopOnPair> {
  const pair = await Pair.open({ folder, isSynchronous });
  await ask(pair.primaryUrl("postgres"), `CREATE DATABASE ${DATABASE}`);
  const adminUrl = pair.url(DATABASE);
  await migrateDatabase(adminUrl);
  await seed(adminUrl, { dataDir: folder });
  const databaseUrl = await runtimeUrl(adminUrl);
  await pair.follow();
  const [port, emulatorPort] = [await getPort({ host: HOST }), await getPort({ host: HOST })];
  const address = { host: HOST, localHost: HOST, port, emulatorPort, shopUrl: `http://${HOST}:${port}` };
  const settings: Settings = { ...address, dataDir: folder, databaseUrl, migrationUrl: null };
  await startEmulator({ settings, supervisor });
  const env = { ...shopEnv(settings, databaseUrl), ORDER_EXPIRES_IN_SECONDS: "86400", TRUSTED_PROXY_HOPS: "1", LOG_LEVEL: "silent" };
  const shop: Part = await startShop({ settings, mode: "start", supervisor, env, onLine: () => {} });
  const rows = async <Row>(sql: string) => (await ask(pair.primaryUrl(DATABASE), sql)) as Row[];
  const emulatorUrl = `http://${HOST}:${emulatorPort}`;
  return {
    pair,
    shopUrl: address.shopUrl,
    emulatorUrl,
    variantId: await fillShelves(rows),
    rows,
    control: (method, path, body) => control(emulatorUrl, method, path, body),
    stopShop: () => shop.stop(),
    command: (script, extra = {}) => runBeside(script, { ...process.env, ...env, ...extra }),
  };
}

async function fillShelves(rows: ShopOnPair["rows"]): Promise<number> {
  const [variant] = await rows<{ id: number }>(`WITH filled AS (
      UPDATE variants SET stock = stock + 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id)
    INSERT INTO stock_movements (variant_id, kind, quantity) SELECT id, 'adjust', 1000000 FROM filled RETURNING variant_id AS id`);
  if (!variant) throw new Error("there are no goods");
  return variant.id;
}

async function runBeside(script: string, env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  const run = promisify(execFile)(process.execPath, [...SERVER_TSX, script], { cwd: ROOT, env });
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    ({ code = 1, stdout = "", stderr = "" }) => ({ code, said: `${stdout}${stderr}`.trim() }),
  );
}
