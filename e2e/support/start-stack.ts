import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import getPort from "get-port";
import { ask } from "../../scripts/postgres/ask";
import { createSupervisor } from "../../scripts/stack/supervisor";
import { startEmulator, startShop } from "../../scripts/stack/up";
import { createEmulatorClient, type EmulatorClient } from "./emulator-client";
import { startFrontProxy } from "./front-proxy";
import { runPlace, TEMPLATE } from "./run-place";

const HOST = "127.0.0.1";
const DAY_MS = 86_400_000;

export type Stack = {
  /** Where shoppers reach the shop. */
  shopUrl: string;
  /** Where the shop itself listens; the same unless a proxy stands in front. */
  directUrl: string;
  emulator: EmulatorClient;
  /** The one-time code with which the owner sets up the back office, as the console shows it. */
  setupCode: () => string;
  /** Everything that the shop has printed. */
  output: () => string;
  /** Stops the shop and starts it again on the same port, database and emulator, with `env` on top. */
  restartShop: (env?: Record<string, string>) => Promise<void>;
  /** What `npm run invariants` says of the running shop. */
  invariants: () => Promise<string>;
  stop: () => Promise<void>;
};

export type StackOptions = {
  env: Record<string, string>;
  gatewayDaysBehind: number;
  behindProxy: boolean;
  shopHost: string;
  isLive: boolean;
  sql: string;
};

/**
 * Starts a whole shop: a copy of the seeded database, an emulator, and the built shop with `env` on top. A live one has no goods and
 * no demonstration: keys as of a real contract, of which the emulator is the gateway.
 */
export async function startStack({ env, gatewayDaysBehind, behindProxy, shopHost, isLive, sql }: StackOptions): Promise<Stack> {
  const { databaseUrl, shopRole, folder } = runPlace();
  const name = `stack_${randomBytes(6).toString("hex")}`;
  const dataDir = path.join(folder, name);
  mkdirSync(path.join(dataDir, "logs"), { recursive: true });
  await ask(databaseUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  if (isLive)
    await ask(
      withDatabase(databaseUrl, name),
      "DELETE FROM products; DELETE FROM categories; DELETE FROM shop_profile; DELETE FROM freight_templates",
    );
  if (sql) await ask(withDatabase(databaseUrl, name), sql);
  const [port, emulatorPort] = [await getPort({ host: HOST }), await getPort({ host: HOST })];
  const directUrl = `http://${HOST}:${port}`;
  const frontPort = behindProxy ? await getPort({ host: HOST }) : port;
  const shopUrl = `http://${shopHost}:${frontPort}`;
  const database = { databaseUrl: asRole(withDatabase(databaseUrl, name), shopRole), migrationUrl: null };
  const settings = { host: HOST, localHost: HOST, port, emulatorPort, dataDir, shopUrl, ...database };
  const emulatorOrigin = `http://${HOST}:${emulatorPort}`;
  const shopEnv = {
    ...withoutOurs(process.env),
    DATABASE_URL: settings.databaseUrl,
    SHOP_URL: shopUrl,
    DATA_DIR: dataDir,
    ALIPAY_EMULATOR_URL: emulatorOrigin,
    ALIPAY_EMULATOR_PUBLIC_URL: emulatorOrigin,
    // All phones of a run come from one address, and many go away without paying; its owners log in once for each journey.
    OWNER_LOGIN_TRIES: "1000",
    ...{ MAX_UNPAID_ORDERS_PER_NETWORK: "100000", MAX_UNPAID_SHARE_PER_NETWORK: "100", UNPAID_SHARE_ALARM: "100" },
    MAX_ORDERS_PER_HOUR_AND_NETWORK: "100000",
    ...(behindProxy && { TRUSTED_PROXY_HOPS: "1" }),
    ...env,
  };
  let output = "";
  const onLine = (line: string) => {
    output += `${line}\n`;
  };
  const supervisor = createSupervisor();
  const proxy = behindProxy ? await startFrontProxy({ host: HOST, port: frontPort, shopPort: port }) : null;
  const launchShop = (env: Record<string, string> = {}) => {
    const keys = isLive ? { ...realKeys(dataDir, emulatorOrigin), ALIPAY_EMULATOR_URL: undefined } : {};
    return startShop({ settings, mode: "start" as const, supervisor, env: { ...shopEnv, ...keys, ...env }, onLine });
  };
  try {
    await startEmulator({ settings, supervisor });
    const emulator = createEmulatorClient(emulatorOrigin);
    if (gatewayDaysBehind > 0) await emulator.reset(new Date(Date.now() - gatewayDaysBehind * DAY_MS));
    // Otherwise the success page goes on by itself while a test still looks at it.
    await emulator.changeSettings({ returnAfterSeconds: 3600 });
    let shop = await launchShop();
    return {
      shopUrl,
      directUrl,
      emulator,
      setupCode: () => codeIn(output),
      output: () => output,
      restartShop: async (env) => {
        await shop.stop();
        shop = await launchShop(env);
      },
      invariants: () => runInvariants({ ...shopEnv, PORT: String(port), EMULATOR_PORT: String(emulatorPort) }),
      stop: async () => {
        await proxy?.stop();
        await supervisor.stop();
        await ask(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      },
    };
  } catch (error) {
    await proxy?.stop();
    await supervisor.stop();
    throw new Error(`The stack did not start: ${error instanceof Error ? error.message : error}\n${output}`);
  }
}

/** Its answer is read from what it prints, whatever it ends with. */
function runInvariants(env: NodeJS.ProcessEnv): Promise<string> {
  const command = ["--conditions=react-server", "--import", "tsx", "scripts/invariants.ts"];
  return new Promise((resolve) => execFile(process.execPath, command, { env, timeout: 60_000 }, (_, out, err) => resolve(`${out}${err}`)));
}

/** The variables of a shop whose contract is the emulator's, as its owner would set those of Alipay's. */
function realKeys(dataDir: string, gateway: string): Record<string, string> {
  const merchant: Record<string, string> = JSON.parse(readFileSync(path.join(dataDir, "emulator", "merchant.json"), "utf8"));
  const { appId = "", sellerId = "", appPrivateKey = "", alipayRsa2PublicKey = "" } = merchant;
  return {
    ALIPAY_PROTOCOL: "openapi",
    ...{ ALIPAY_APP_ID: appId, ALIPAY_SELLER_ID: sellerId, ALIPAY_PRIVATE_KEY: appPrivateKey, ALIPAY_PUBLIC_KEY: alipayRsa2PublicKey },
    ALIPAY_GATEWAY_URL: `${gateway}/gateway.do`,
    DATABASE_IS_DURABLE: "yes", // it is a test's, and loses nothing that anybody paid
  };
}

/** The last one shown: an unused code is replaced at each start. */
function codeIn(output: string): string {
  const code = [...output.matchAll(/one-time code (\S+)/g)].at(-1)?.[1];
  if (!code) throw new Error(`The shop showed no set-up code. It printed:\n${output}`);
  return code;
}

/** Removes the developer's own keys and addresses. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(ALIPAY_|ORDER_|OWNER_|SHOP_|DATABASE_URL|TRUSTED_PROXY_HOPS|LOG_LEVEL|PORT|HOST)/.test(name),
  );
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

function asRole(connectionString: string, role: string): string {
  const url = new URL(connectionString);
  [url.username = "", url.password = ""] = role.split(":");
  return url.href;
}
