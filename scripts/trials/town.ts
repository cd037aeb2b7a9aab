// A whole town of real processes: PostgreSQL, the emulator, and the built shop several times behind a proxy. Between all of them lie
// roads on which somebody can be met and killed.
import { appendFileSync } from "node:fs";
import path from "node:path";
import getPort from "get-port";
import type pg from "pg";
import { type Settings, shopEnv } from "../stack/settings";
import type { Part, Supervisor } from "../stack/supervisor";
import { startEmulator } from "../stack/up";
import { fellByItself, isGone, killGroup } from "./fallen";
import { makeTraps, type Traps } from "./points";
import { type KilledDatabase, openTownDatabase } from "./town-database";
import { type Environment, openTownServers, type UnderWay } from "./town-servers";

const HOST = "127.0.0.1";

export const CONTRACTS = {
  openapi: { ALIPAY_PROTOCOL: "openapi", ALIPAY_KEY_MODE: "key" },
  "wap-token": { ALIPAY_PROTOCOL: "wap-token", ALIPAY_SEC_ID: "MD5", ALIPAY_WAP_REFUND: "nopwd" },
} as const;
export type ContractName = keyof typeof CONTRACTS;

/** Orders end while one watches; all phones come from one machine, and many never pay. */
const SHOP = {
  TRUSTED_PROXY_HOPS: "1",
  LOG_LEVEL: "warn",
  OWNER_CONFIRM_MINUTES: "60",
  ORDER_EXPIRES_IN_SECONDS: "20",
  ORDER_FIRST_HOLD_SECONDS: "15",
  MAX_UNPAID_ORDERS_PER_NETWORK: "1000000",
  MAX_UNPAID_ORDERS_PER_BROWSER: "1000",
  MAX_UNPAID_SHARE_PER_NETWORK: "100",
  MAX_UNPAID_SHARE_PER_BROWSER: "100",
  UNPAID_SHARE_ALARM: "100",
  MAX_ORDERS_PER_HOUR_AND_NETWORK: "1000000",
  MAX_NEW_BROWSERS_PER_HOUR_AND_NETWORK: "1000000",
};

/** A part that can fall. `fellByItself`: without having been killed; `start` rejects when it does not become well. */
export type Mortal = {
  part: Restart["part"];
  name: string;
  isMissing: () => boolean;
  fellByItself: () => boolean;
  start: () => Promise<void>;
};

/** How long a part took from its start to its first good answer, in ms. */
export type Restart = { part: "database" | "emulator" | "server"; tookMs: number };

export type Town = {
  shopUrl: string;
  emulatorUrl: string;
  /** Who the servers are, by number. */
  instances: readonly number[];
  traps: Traps;
  /** All that can fall, in the order in which it is started: the database, the emulator, the servers. */
  mortals: readonly Mortal[];
  /** Whether the database, the emulator and at least one server are there. */
  isServing: () => boolean;
  /** What a server is in the midst of. */
  underWay: (instance: number) => UnderWay;
  /** What a command of the shop needs to work on this town. */
  env: () => Environment;
  /** kill -9, at once. */
  killServer: (instance: number) => void;
  killEmulator: () => void;
  killDatabase: (what: KilledDatabase) => void;
  /** The processes that run, by what they are. */
  pids: () => Map<string, number>;
  dropConnections: () => void;
  /** Starts again whatever is not running, and returns when all is well. */
  startMissing: () => Promise<Restart[]>;
  query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  /** All that the servers have printed. */
  output: () => string;
  stop: () => Promise<void>;
};

type TownOptions = {
  supervisor: Supervisor;
  folder: string;
  contract: ContractName;
  /** How many servers. */
  instances?: number;
  /** Variables of the shop on top, of all servers and of each. */
  env?: Record<string, string>;
  envOf?: (instance: number) => Record<string, string>;
  /** Where PostgreSQL has its data, if not below `folder`, and its settings as name=value. */
  postgres?: { dataDir?: string; settings?: string[] };
};

export async function openTown(options: TownOptions): Promise<Town> {
  const { supervisor, folder, contract, instances: count = 2, env = {}, envOf = () => ({}), postgres = {} } = options;
  const traps = makeTraps();
  const instances = Array.from({ length: count }, (_, number) => number);
  const database = await openTownDatabase({ dataDir: path.join(folder, "postgres"), folder, ...postgres });
  const emulatorPort = await getPort({ host: HOST });
  const emulatorUrl = `http://${HOST}:${emulatorPort}`;
  const settingsOf = (shopUrl: string, port: number, gatewayPort: number): Settings => ({
    ...{ host: HOST, localHost: HOST, dataDir: folder, databaseUrl: null, migrationUrl: null },
    ...{ shopUrl, port, emulatorPort: gatewayPort },
  });
  const common = { ...SHOP, ...CONTRACTS[contract], ALIPAY_EMULATOR_PUBLIC_URL: emulatorUrl, ...env };
  let output = "";
  const servers = await openTownServers({
    ...{ supervisor, instances, watch: traps, databasePort: database.port, emulatorPort, settingsOf },
    envOf: (settings, port, instance) => ({ ...shopEnv(settings, database.urlOn(port), withoutOurs()), ...common, ...envOf(instance) }),
    onLine: (line) => {
      output += `${line}\n`;
      appendFileSync(path.join(folder, "logs", "shop.log"), `${line}\n`);
    },
  });
  const { shopUrl } = servers;
  let emulator: Part | null = null;
  const mortals: Mortal[] = [
    { part: "database", name: "the database", isMissing: database.isDown, fellByItself: database.fellByItself, start: database.start },
    {
      part: "emulator",
      name: "the emulator",
      isMissing: () => !emulator || isGone(emulator.process),
      fellByItself: () => emulator !== null && fellByItself(emulator.process),
      start: async () => {
        await emulator?.stop();
        emulator = await startEmulator({ settings: settingsOf(shopUrl, 0, emulatorPort), supervisor });
      },
    },
    ...instances.map(
      (instance): Mortal => ({
        part: "server",
        name: `server ${instance + 1}`,
        isMissing: () => servers.missing().includes(instance),
        fellByItself: () => servers.fellByItself(instance),
        start: () => servers.start(instance),
      }),
    ),
  ];
  const startMissing = async (): Promise<Restart[]> => {
    const restarts: Restart[] = [];
    // One after the other: at the first start the last one's set-up code counts.
    for (const { part, isMissing, start } of mortals) {
      if (!isMissing()) continue;
      const since = performance.now();
      await start();
      restarts.push({ part, tookMs: performance.now() - since });
    }
    return restarts;
  };
  await startMissing();
  return {
    ...{ shopUrl, emulatorUrl, instances, traps, mortals, startMissing, query: database.query, underWay: servers.underWay },
    isServing: () => mortals.every(({ part, isMissing }) => part === "server" || !isMissing()) && instances.some(servers.isWell),
    env: () => ({ ...shopEnv(settingsOf(shopUrl, 0, emulatorPort), database.adminUrl(), withoutOurs()), ...common }),
    killServer: servers.kill,
    killEmulator: () => killGroup(emulator?.process),
    killDatabase: database.kill,
    pids: () => {
      const found = new Map<string, number | null>(instances.map((instance) => [`server ${instance + 1}`, servers.pid(instance)]));
      found.set("emulator", emulator && !isGone(emulator.process) ? (emulator.process.pid ?? null) : null);
      return new Map([...found].flatMap(([name, pid]) => (pid === null ? [] : [[name, pid]])));
    },
    dropConnections: servers.dropConnections,
    output: () => output,
    stop: async () => {
      traps.clear();
      await servers.stop();
      await emulator?.stop();
      await database.stop();
    },
  };
}

/** Without the developer's own keys and addresses. */
function withoutOurs(): Environment {
  const ours = /^(ALIPAY_|ORDER_|OWNER_|SHOP_|MAX_|DATABASE_|TRUSTED_|LOG_LEVEL|PORT|HOST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
