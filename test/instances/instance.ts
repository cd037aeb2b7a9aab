import type { Gateway } from "@/lib/alipay/gateway";
import { createCircuit } from "@/lib/server/circuit-breaker";
import { createClockWatch } from "@/lib/server/clock-watch";
import { openDb } from "@/lib/server/db";
import type { Signals } from "@/lib/server/listen";
import { searchTurns } from "@/lib/shop/catalog/search-turn";
import { noteHeard } from "@/lib/shop/contracts/note-silence";
import { noteWord } from "@/lib/shop/contracts/note-word";
import { guardGateway, inAHurry } from "@/lib/shop/gateway/guard-gateway";
import { meterGateway } from "@/lib/shop/gateway/meter-gateway";
import { watchGateway } from "@/lib/shop/gateway/watch-gateway";
import { watchSilence } from "@/lib/shop/gateway/watch-silence";
import { makeGateways } from "@/lib/shop/gateways";
import { loginTurns } from "@/lib/shop/owners/login/login-turns";
import type { Shop } from "@/lib/shop/shop";
import { bareGateway, type ContractKind, type Simulation } from "../simulation";
import { watchCalls } from "../watched-shop";
import type { Place, Scheduler } from "./scheduler";
import { stepPool } from "./stepped-client";

/** A process of the shop: nothing but the database and Alipay is shared with another one. */
export type Instance = Place & {
  shop: Shop;
  /** Alipay's notices have connections of their own, as in a real process. */
  noticeShop: Shop;
  /** Rejects with `Gone` when the instance is killed. */
  death: Promise<never>;
  /** PostgreSQL's processes that serve it. */
  pids: () => number[];
  /** Its memory is lost, and whoever waits for it gets no answer. */
  die: () => void;
};

/** Whoever asked an instance that was killed gets no answer. */
export class Gone extends Error {}

type Opening = {
  simulation: Simulation;
  scheduler: Scheduler;
  connectionString: string;
  name: string;
  kind: ContractKind;
  /** By how much its clock is ahead, in ms; less than 0 where it is behind. */
  skewMs: number;
};

/** Of real time, in ms: never, on a machine that goes on at all. What is too late is the seed's, not the machine's. */
const PATIENCE_MS = 60_000;
const NEVER = () => new Promise<never>(() => {});
/** Who waits for news of an order waits until their time is over. */
const QUIET: Signals = { wait: async () => {}, ended: new AbortController().signal, close: async () => {} };

/** Starts a process of the shop as lib/shop/assembly/get-shop.ts does, with an empty memory and a clock of its own. */
export function openInstance({ simulation, scheduler, connectionString, name, kind, skewMs }: Opening): Instance {
  const { shop: base, emulator, asked } = simulation;
  const place: Place = { name, isDead: false };
  const now = () => new Date(base.now().getTime() + skewMs);
  const pools = [openDb(connectionString), openDb(connectionString, { poolSize: 4 })];
  const stepped = pools.map(({ pool }) => stepPool(pool, place, scheduler));
  const bare = bareGateway(
    { emulator, asked, now },
    { kind, refundMode: "nopwd", configured: (merchant) => merchant, patienceMs: PATIENCE_MS },
  );
  const gateway = inSteps(bare, place, scheduler);
  const watched = watchGateway(
    watchSilence(meterGateway(gateway), (one, heard) => noteHeard(shop, one, heard), NEVER),
    (one, word) => noteWord(shop, one, word),
    NEVER,
  );
  const { advance: _, ...rest } = base;
  const shop: Shop = {
    ...rest,
    ...(pools[0] as (typeof pools)[number]),
    now,
    clocks: createClockWatch(now, () => {}),
    gateways: makeGateways(guardGateway(watched, createCircuit({ now, random: () => 0.5 }), NEVER)),
    signals: QUIET,
    searches: searchTurns(2),
    logins: loginTurns(20),
  };
  let die = () => {};
  const death = new Promise<never>((_resolve, reject) => {
    die = () => reject(new Gone(`${name} is killed`));
  });
  death.catch(() => {});
  return Object.assign(place, {
    shop,
    noticeShop: inAHurry({ ...shop, ...(pools[1] as (typeof pools)[number]) }),
    death,
    die,
    pids: () => stepped.flatMap((one) => one.pids()),
  });
}

/** Each call of the gateway is a step, of which the answer may come late or never. */
function inSteps(gateway: Gateway, place: Place, scheduler: Scheduler): Gateway {
  return watchCalls(gateway, (call, name) =>
    scheduler.step({ by: place, what: `asks Alipay: ${name}`, pid: () => null, run: async () => await call() }),
  );
}
