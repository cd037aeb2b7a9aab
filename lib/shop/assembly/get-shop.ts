import "server-only";
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Gateway } from "@/lib/alipay/gateway";
import { createOpenApiGateway } from "@/lib/alipay/openapi/gateway";
import type { OpenBlocks } from "@/lib/alipay/rsa";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { createCircuit } from "@/lib/server/circuit-breaker";
import { type ClockWatch, createClockWatch, readingClock } from "@/lib/server/clock-watch";
import { openDb } from "@/lib/server/db";
import { type Env, parseEnv } from "@/lib/server/env";
import { listen } from "@/lib/server/listen";
import { log } from "@/lib/server/log";
import { createQueue } from "@/lib/server/queue";
import { searchTurns } from "../catalog/search-turn";
import { noteHeard } from "../contracts/note-silence";
import { noteWord } from "../contracts/note-word";
import { guardGateway, inAHurry } from "../gateway/guard-gateway";
import { meterGateway, notingFetch } from "../gateway/meter-gateway";
import { openAside } from "../gateway/open-aside";
import { type Keep, watchGateway } from "../gateway/watch-gateway";
import { type KeepHeard, watchSilence } from "../gateway/watch-silence";
import { makeGateways } from "../gateways";
import { ORDER_CHANNEL } from "../orders/signal-order";
import { loginTurns } from "../owners/login/login-turns";
import { diskStore } from "../pictures/stores/disk-store";
import { s3Store } from "../pictures/stores/s3-store";
import { uploadsDir } from "../pictures/uploads-dir";
import type { Shop } from "../shop";
import { readConfig } from "./config";
import type { Contract } from "./contract";
import { readSealingSecrets } from "./sealing-secrets";

export type Shops = { shop: Shop; noticeShop: Shop };

const globals = globalThis as typeof globalThis & { xiaopuShops?: Shops };

/**
 * The one shop of this process, made at boot (instrumentation.ts). Kept on globalThis, since Next loads modules twice.
 * @throws {ConfigError} when a variable is missing or wrong
 */
export function getShop(): Shop {
  return shops().shop;
}

/**
 * The same shop for Alipay's notices, on connections of their own, so that neither a crowd of shoppers nor a flood of notices
 * leaves the other without any. It waits for a confirmation no longer than a notice can.
 */
export function getNoticeShop(): Shop {
  return shops().noticeShop;
}

function shops(): Shops {
  globals.xiaopuShops ??= openShops(parseEnv());
  return globals.xiaopuShops;
}

/** Exported for its test. */
export function openShops(env: Env): Shops {
  const now = () => new Date();
  const { config, contract, previous, uploads } = readConfig(env, now());
  const contracts = previous ? [contract, previous] : [contract];
  for (const warning of contracts.flatMap(({ warnings }) => warnings)) log.warn(warning);
  const timeoutMs = env.DATABASE_TIMEOUT_SECONDS * 1000;
  const clocks = createClockWatch(now, (skew) => log.error(skew, "this machine's clock is wrong, or another one is: let NTP set it"));
  const keep: Keep = (gateway, word) => noteWord(shop, gateway, word);
  const keepHeard: KeepHeard = (gateway, heard) => noteHeard(shop, gateway, heard);
  const decrypt = openAside(config.decryptions, log);
  const open = (one: Contract) => openGateway(one, { now, clocks, decrypt, keep, keepHeard });
  const shop: Shop = {
    ...openDb(env.DATABASE_URL, { poolSize: env.DATABASE_POOL_SIZE, timeoutMs }),
    gateways: makeGateways(open(contract), previous && open(previous)),
    now,
    log,
    config,
    clocks,
    doctor: contracts.map(({ protocol, doctor }) => ({ protocol, settings: doctor })),
    sealing: readSealingSecrets(env),
    signals: listen(env.DATABASE_URL, ORDER_CHANNEL),
    searches: searchTurns(env.MAX_SEARCHES_AT_ONCE),
    logins: loginTurns(config.ownerAccess.loginTries),
    slowDown: () => setTimeout(SLOW_ANSWER_MS),
    pictures: {
      store: uploads ? s3Store(uploads, { log }) : diskStore(uploadsDir(config.dataDir)),
      turns: createQueue({ atOnce: env.MAX_PICTURES_AT_ONCE, waiting: env.MAX_WAITING_PICTURES }),
    },
  };
  const connections = openDb(env.DATABASE_URL, { poolSize: env.DATABASE_NOTICE_POOL_SIZE, timeoutMs });
  return { shop, noticeShop: inAHurry({ ...shop, ...connections }) };
}

/** Who asks without a pause has one of it; a person does not mind it after so many tries. */
const SLOW_ANSWER_MS = 1_000;

type Around = { now: () => Date; clocks: ClockWatch; decrypt: OpenBlocks; keep: Keep; keepHeard: KeepHeard };

function openGateway(contract: Contract, { now, clocks, decrypt, keep, keepHeard }: Around): Gateway {
  const ask = readingClock(notingFetch(fetch), "alipay", now, clocks);
  const bare =
    contract.protocol === "openapi"
      ? createOpenApiGateway({ config: contract.config, fetch: ask, now })
      : createWapGateway({ config: contract.config, fetch: ask, now, newReqId: () => randomBytes(16).toString("hex"), open: decrypt });
  return guardGateway(watchGateway(watchSilence(meterGateway(bare), keepHeard), keep), createCircuit({ now }));
}
