import "server-only";
import { randomBytes } from "node:crypto";
import type { Gateway } from "@/lib/alipay/gateway";
import { createOpenApiGateway } from "@/lib/alipay/openapi/gateway";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { openDb } from "@/lib/server/db";
import { parseEnv } from "@/lib/server/env";
import { listen } from "@/lib/server/listen";
import { log } from "@/lib/server/log";
import { makeGateways } from "../gateways";
import { ORDER_CHANNEL } from "../orders/signal-order";
import type { Shop } from "../shop";
import { readConfig } from "./config";
import type { Contract } from "./contract";

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
  const now = () => new Date();
  const { config, contract, previous } = readConfig(env, now());
  const contracts = previous ? [contract, previous] : [contract];
  for (const warning of contracts.flatMap(({ warnings }) => warnings)) log.warn(warning);
  return {
    ...openDb(env.DATABASE_URL),
    gateways: makeGateways(openGateway(contract, now), previous && openGateway(previous, now)),
    now,
    log,
    config,
    doctor: contracts.map(({ protocol, doctor }) => ({ protocol, settings: doctor })),
    signals: listen(env.DATABASE_URL, ORDER_CHANNEL),
  };
}

function openGateway(contract: Contract, now: () => Date): Gateway {
  if (contract.protocol === "openapi") return createOpenApiGateway({ config: contract.config, fetch, now });
  return createWapGateway({ config: contract.config, fetch, now, newReqId: () => randomBytes(16).toString("hex") });
}
