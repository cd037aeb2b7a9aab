import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { WapConfig } from "@/lib/alipay/wap/config";
import { parseWapConfig } from "@/lib/alipay/wap/parse-config";
import { ConfigError, type Env } from "@/lib/server/env";
import type { ShopConfig } from "./shop";

const REAL_KEYS = ["ALIPAY_PARTNER", "ALIPAY_MD5_KEY", "ALIPAY_PRIVATE_KEY", "ALIPAY_PUBLIC_KEY", "ALIPAY_MAPI_PUBLIC_KEY"] as const;

/**
 * Turns checked variables into what the shop runs on: its public origin, and who is paid how.
 * @throws {ConfigError} for an origin that is none, for the emulator on a public shop, for emulator and real keys mixed,
 * for keys that are missing or do not parse
 */
export function readConfig(env: Env): { config: ShopConfig; wap: WapConfig } {
  const shopUrl = parseShopUrl(env.SHOP_URL);
  const demo = env.ALIPAY_EMULATOR_URL !== undefined;
  const wap = demo ? emulatorContract(env, shopUrl) : realContract(env);
  return {
    config: {
      shopUrl: shopUrl.origin,
      demo,
      orderExpiresInMs: env.ORDER_EXPIRES_IN_SECONDS * 1000,
      dataDir: path.resolve(env.DATA_DIR),
      trustedProxyHops: env.TRUSTED_PROXY_HOPS,
      cashierOrigin: new URL(wap.cashierUrl).origin,
    },
    wap,
  };
}

/** Alipay wants absolute return and notify URLs with no query of their own (alipay-wap §1.1). */
function parseShopUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new ConfigError(["SHOP_URL must be an absolute http or https address, for example https://shop.example.com"]);
  if (url.search || url.hash || url.pathname !== "/" || url.username)
    throw new ConfigError(["SHOP_URL must be an origin alone: no path, no query, no name or password in it"]);
  return url;
}

function emulatorContract(env: Env, shopUrl: URL): WapConfig {
  const real = REAL_KEYS.filter((name) => env[name] !== undefined);
  if (real.length > 0)
    throw new ConfigError([`ALIPAY_EMULATOR_URL and real keys (${real.join(", ")}) are both set: unset one or the other`]);
  if (isPublic(shopUrl) && env.ALIPAY_EMULATOR_ON_PUBLIC_SHOP !== "yes")
    throw new ConfigError([
      "SHOP_URL is public, and the emulator would take orders that nobody pays: configure real keys, or set ALIPAY_EMULATOR_ON_PUBLIC_SHOP=yes for a public demonstration",
    ]);
  const base = env.ALIPAY_EMULATOR_URL ?? "";
  if (!URL.canParse(base)) throw new ConfigError(["ALIPAY_EMULATOR_URL must be an absolute address, for example http://127.0.0.1:4000"]);
  const cashier = env.ALIPAY_EMULATOR_PUBLIC_URL ?? base;
  if (!URL.canParse(cashier)) throw new ConfigError(["ALIPAY_EMULATOR_PUBLIC_URL must be an absolute address"]);
  return orThrow(
    parseWapConfig({
      ...readMerchantFile(env.DATA_DIR),
      secId: env.ALIPAY_SEC_ID,
      wapGatewayUrl: new URL("/service/rest.htm", base).href,
      cashierUrl: new URL("/service/rest.htm", cashier).href,
      mapiGatewayUrl: new URL("/gateway.do", base).href,
      notifyVerify: env.ALIPAY_NOTIFY_VERIFY === "on",
    }),
  );
}

/** The emulator writes down the one merchant whom it serves, keys and all, at its first start. */
function readMerchantFile(dataDir: string): Record<string, string> {
  const file = path.resolve(dataDir, "emulator", "merchant.json");
  try {
    return JSON.parse(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
  } catch {
    throw new ConfigError([`the emulator's contract ${file} cannot be read: start the emulator first (\`npm start\` does both)`]);
  }
}

function realContract(env: Env): WapConfig {
  return orThrow(
    parseWapConfig({
      partner: env.ALIPAY_PARTNER,
      sellerAccount: env.ALIPAY_SELLER_ACCOUNT,
      sellerId: env.ALIPAY_SELLER_ID,
      secId: env.ALIPAY_SEC_ID,
      md5Key: env.ALIPAY_MD5_KEY,
      merchantPrivateKey: env.ALIPAY_PRIVATE_KEY,
      alipayPublicKey: env.ALIPAY_PUBLIC_KEY,
      mapiPublicKey: env.ALIPAY_MAPI_PUBLIC_KEY,
      wapGatewayUrl: env.ALIPAY_WAP_GATEWAY_URL,
      mapiGatewayUrl: env.ALIPAY_MAPI_GATEWAY_URL,
      notifyVerify: env.ALIPAY_NOTIFY_VERIFY === "on",
    }),
  );
}

function orThrow(parsed: ReturnType<typeof parseWapConfig>): WapConfig {
  if (!parsed.ok) throw new ConfigError(parsed.problems);
  return parsed.config;
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
