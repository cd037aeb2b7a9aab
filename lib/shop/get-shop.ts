import "server-only";
import { randomBytes } from "node:crypto";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { openDb } from "@/lib/server/db";
import { parseEnv } from "@/lib/server/env";
import { listen } from "@/lib/server/listen";
import { log } from "@/lib/server/log";
import { readConfig } from "./config";
import { ORDER_CHANNEL } from "./orders/signal-order";
import type { Shop } from "./shop";

const globals = globalThis as typeof globalThis & { xiaopuShop?: Shop };

/**
 * The one shop of this process, made at boot (instrumentation.ts). Kept on globalThis, since Next loads modules twice.
 * @throws {ConfigError} when a variable is missing or wrong
 */
export function getShop(): Shop {
  globals.xiaopuShop ??= openShop();
  return globals.xiaopuShop;
}

function openShop(): Shop {
  const env = parseEnv();
  const { config, wap } = readConfig(env);
  const now = () => new Date();
  return {
    ...openDb(env.DATABASE_URL),
    gateway: createWapGateway({ config: wap, fetch, now, newReqId: () => randomBytes(16).toString("hex") }),
    now,
    log,
    config,
    signals: listen(env.DATABASE_URL, ORDER_CHANNEL),
  };
}
