import "server-only";
import path from "node:path";
import { ConfigError, type Env } from "@/lib/server/env";
import type { ShopConfig } from "../shop";
import { type Contract, emulatorContract, realContract } from "./contract";

/**
 * Turns checked variables into what the shop runs on: its public origin, and who is paid how.
 * Certificates must be valid at `now`.
 * @throws {ConfigError} for an invalid origin, for the emulator on a public shop, for emulator and real keys mixed,
 * for keys that are missing or do not parse
 */
export function readConfig(env: Env, now: Date = new Date()): { config: ShopConfig; contract: Contract } {
  const shopUrl = parseShopUrl(env.SHOP_URL);
  const demo = env.ALIPAY_EMULATOR_URL !== undefined;
  if (demo && isPublic(shopUrl) && env.ALIPAY_EMULATOR_ON_PUBLIC_SHOP !== "yes")
    throw new ConfigError([
      "SHOP_URL is public, and the emulator would take orders that nobody pays: configure real keys, or set ALIPAY_EMULATOR_ON_PUBLIC_SHOP=yes for a public demonstration",
    ]);
  const contract = demo ? emulatorContract(env, now) : realContract(env, now);
  return {
    config: {
      shopUrl: shopUrl.origin,
      demo,
      orderExpiresInMs: env.ORDER_EXPIRES_IN_SECONDS * 1000,
      dataDir: path.resolve(env.DATA_DIR),
      trustedProxyHops: env.TRUSTED_PROXY_HOPS,
      cashierOrigin: new URL(contract.config.cashierUrl).origin,
      ownerAccess: {
        sessionMs: env.OWNER_SESSION_DAYS * 24 * 3600_000,
        idleMs: env.OWNER_IDLE_HOURS * 3600_000,
        confirmMs: env.OWNER_CONFIRM_MINUTES * 60_000,
        loginTries: env.OWNER_LOGIN_TRIES,
      },
    },
    contract,
  };
}

/** Alipay wants absolute return and notify URLs with no query of their own (docs/wire/alipay-wap.md §1.1). */
function parseShopUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new ConfigError(["SHOP_URL must be an absolute http or https address, for example https://shop.example.com"]);
  if (url.search || url.hash || url.pathname !== "/" || url.username)
    throw new ConfigError(["SHOP_URL must be an origin alone: no path, no query, no name or password in it"]);
  return url;
}

/** True unless the origin is on this machine or in a private network. */
function isPublic(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocal =
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host.endsWith(".local") ||
    host === "::1" ||
    /^f[cd][0-9a-f]{2}:|^fe80:/i.test(host) ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\./.test(host);
  return !isLocal;
}
