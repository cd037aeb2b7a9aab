// The shop's servers, each with roads of its own to the database and to the gateway, and one road from the world to all of them.
import getPort from "get-port";
import type { Settings } from "../stack/settings";
import type { Part, Supervisor } from "../stack/supervisor";
import { startShop } from "../stack/up";
import { type DatabaseRoad, openDatabaseRoad } from "./database-road";
import { fellByItself, isGone, killGroup } from "./fallen";
import { type HttpRoad, openFrontRoad, openGatewayRoad } from "./http-road";
import type { Watch } from "./points";

const HOST = "127.0.0.1";
/** It may be killed again while it starts. */
const MOST_STARTS = 5;

export type TownServers = {
  shopUrl: string;
  /** Those that are not running. */
  missing: () => number[];
  start: (instance: number) => Promise<void>;
  kill: (instance: number) => void;
  /** Whether one has said that it is well since it was started, and lives. */
  isWell: (instance: number) => boolean;
  /** Whether one that was well has ended without having been killed. */
  fellByItself: (instance: number) => boolean;
  /** What a server is in the midst of. */
  underWay: (instance: number) => UnderWay;
  /** The process of one that runs. */
  pid: (instance: number) => number | null;
  dropConnections: () => void;
  stop: () => Promise<void>;
};

/** Answers that are not there yet: the shop's own, PostgreSQL's, and Alipay's. */
export type UnderWay = { requests: number; statements: number; calls: number };

type Server = { part: Part | null; wasWell: boolean; port: number; database: DatabaseRoad; gateway: HttpRoad };
export type Environment = Record<string, string | undefined>;

type ServersOptions = {
  supervisor: Supervisor;
  instances: readonly number[];
  watch: Watch;
  /** Where the database and the emulator listen now. */
  databasePort: () => number | null;
  emulatorPort: number;
  settingsOf: (shopUrl: string, port: number, gatewayPort: number) => Settings;
  envOf: (settings: Settings, databasePort: number, instance: number) => Environment;
  onLine: (line: string) => void;
};

/** Opens the roads; the servers are yet to be started. */
export async function openTownServers(options: ServersOptions): Promise<TownServers> {
  const { supervisor, instances, watch, databasePort, emulatorPort, settingsOf, envOf, onLine } = options;
  const servers: Server[] = [];
  const kill = (instance: number) => killGroup(servers[instance]?.part?.process);
  for (const instance of instances) {
    const dies = () => kill(instance);
    const database = await openDatabaseRoad({ instance, target: databasePort, watch, kill: dies });
    const gateway = await openGatewayRoad({ instance, port: () => emulatorPort, watch, kill: dies });
    servers.push({ part: null, wasWell: false, port: await getPort({ host: HOST }), database, gateway });
  }
  const isWell = (instance: number) => (servers[instance]?.wasWell ?? false) && !isMissing(servers[instance]?.part);
  const front = await openFrontRoad({ ports: servers.map(({ port }) => port), watch, kill, isReady: isWell });
  const shopUrl = `http://${HOST}:${front.port}`;
  const startOnce = async (instance: number) => {
    const server = servers[instance];
    if (!server) throw new Error(`There is no server ${instance}.`);
    server.wasWell = false;
    await server.part?.stop();
    const settings = settingsOf(shopUrl, server.port, server.gateway.port);
    const env = envOf(settings, server.database.port, instance);
    await startShop({ settings, mode: "start", supervisor: noting(supervisor, server), env, onLine });
    server.wasWell = true;
  };
  const roads = () => servers.flatMap(({ database, gateway }) => [database, gateway]);
  return {
    shopUrl,
    missing: () => instances.filter((instance) => isMissing(servers[instance]?.part)),
    start: (instance) => stubbornly(() => startOnce(instance)),
    kill,
    isWell,
    fellByItself: (instance) => {
      const { part, wasWell } = servers[instance] ?? {};
      return Boolean(part && wasWell && fellByItself(part.process));
    },
    underWay: (instance) => ({
      requests: front.underWay(instance),
      statements: servers[instance]?.database.underWay() ?? 0,
      calls: servers[instance]?.gateway.underWay() ?? 0,
    }),
    pid: (instance) => (isMissing(servers[instance]?.part) ? null : (servers[instance]?.part?.process.pid ?? null)),
    dropConnections: () => {
      for (const road of [front, ...roads()]) road.drop();
    },
    stop: async () => {
      for (const { part } of servers) await part?.stop();
      await Promise.all([front, ...roads()].map((road) => road.stop()));
    },
  };
}

function isMissing(part: Part | null | undefined): boolean {
  return !part || isGone(part.process);
}

async function stubbornly(start: () => Promise<void>): Promise<void> {
  for (let left = MOST_STARTS; ; left--) {
    try {
      return await start();
    } catch (error) {
      if (left <= 1) throw error;
    }
  }
}

/** Notes the part as soon as it is launched: it may be killed before it is well. */
function noting(supervisor: Supervisor, server: Server): Supervisor {
  return {
    ...supervisor,
    launch: (name, spec) => {
      server.part = supervisor.launch(name, spec);
      return server.part;
    },
  };
}
