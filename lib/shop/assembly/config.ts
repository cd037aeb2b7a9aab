import "server-only";
import path from "node:path";
import { ConfigError, type Env } from "@/lib/server/env";
import { isLocalHost } from "@/lib/server/local-host";
import { metricsAccess } from "@/lib/server/metrics-access";
import { PREFIX } from "../orders/order-no";
import type { S3Settings } from "../pictures/stores/s3-settings";
import type { ShopConfig } from "../shop";
import { type Contract, readContracts } from "./contract";
import { readUploads } from "./uploads";

/** What the variables say. `uploads`: the store of pictures, null for the disk; it stays out of the config, since it holds a key. */
export type ReadConfig = { config: ShopConfig; contract: Contract; previous: Contract | null; uploads: S3Settings | null };

/**
 * Turns checked variables into what the shop runs on: its public origin, and who is paid how.
 * Certificates must be valid at `now`.
 * @throws {ConfigError} for an invalid origin, for the emulator on a public shop, for emulator and real keys mixed,
 * for keys that are missing or do not parse, and for half of a store for uploads
 */
export function readConfig(env: Env, now: Date = new Date()): ReadConfig {
  const shopUrl = parseShopUrl(env.SHOP_URL);
  const demo = env.ALIPAY_EMULATOR_URL !== undefined;
  if (demo && !isLocalHost(shopUrl.hostname) && env.ALIPAY_EMULATOR_ON_PUBLIC_SHOP !== "yes")
    throw new ConfigError([
      "SHOP_URL is public, and the emulator would take orders that nobody pays: configure real keys, or set ALIPAY_EMULATOR_ON_PUBLIC_SHOP=yes for a public demonstration",
    ]);
  const { current: contract, previous } = readContracts(env, now);
  return {
    config: {
      shopUrl: shopUrl.origin,
      demo,
      orderExpiresInMs: env.ORDER_EXPIRES_IN_SECONDS * 1000,
      firstHoldMs: Math.min(env.ORDER_FIRST_HOLD_SECONDS, env.ORDER_EXPIRES_IN_SECONDS) * 1000,
      unpaid: {
        ordersPerBrowser: env.MAX_UNPAID_ORDERS_PER_BROWSER,
        ordersPerNetwork: env.MAX_UNPAID_ORDERS_PER_NETWORK,
        percentPerBrowser: env.MAX_UNPAID_SHARE_PER_BROWSER,
        percentPerNetwork: env.MAX_UNPAID_SHARE_PER_NETWORK,
        minPieces: env.MIN_UNPAID_PIECES,
        alarmPercent: env.UNPAID_SHARE_ALARM,
      },
      newBrowsersPerHour: env.MAX_NEW_BROWSERS_PER_HOUR_AND_NETWORK,
      ordersPerHour: { perBrowser: env.MAX_ORDERS_PER_HOUR_AND_BROWSER, perNetwork: env.MAX_ORDERS_PER_HOUR_AND_NETWORK },
      couponGuessesPerHour: {
        perBrowser: env.MAX_COUPON_GUESSES_PER_HOUR_AND_BROWSER,
        perNetwork: env.MAX_COUPON_GUESSES_PER_HOUR_AND_NETWORK,
      },
      numberPrefix: parsePrefix(env.SHOP_PREFIX),
      dataDir: path.resolve(env.DATA_DIR),
      trustedProxyHops: env.TRUSTED_PROXY_HOPS,
      trustedProxies: env.TRUSTED_PROXIES,
      keep: {
        refusedNoticesMs: env.KEEP_REFUSED_NOTICES_HOURS * 3600_000,
        noticeTextsMs: env.KEEP_NOTICE_TEXTS_DAYS * 24 * 3600_000,
        idleBrowsersMs: env.KEEP_IDLE_BROWSERS_DAYS * 24 * 3600_000,
      },
      refundPictures: { bytes: env.MAX_REFUND_PICTURES_MB * 1024 * 1024, keepMs: env.KEEP_REFUND_PICTURES_DAYS * 24 * 3600_000 },
      refusedNoticesPerHour: env.MAX_REFUSED_NOTICES_PER_HOUR,
      explainDeadlineMs: env.EXPLAIN_SECONDS * 1000,
      decryptions: { waiting: env.MAX_WAITING_DECRYPTIONS, deadlineMs: env.DECRYPTION_SECONDS * 1000 },
      contractAlarmAfter: env.CONTRACT_ALARM_AFTER,
      silenceAlarmMs: env.GATEWAY_SILENCE_ALARM_MINUTES * 60_000,
      contractChecksPerHour: env.CONTRACT_CHECKS_PER_HOUR,
      polls: { perOrder: env.MAX_POLLS_PER_ORDER, perAddress: env.MAX_POLLS_PER_ADDRESS, inAll: env.MAX_POLLS },
      posters: { perNetworkAndHour: env.MAX_POSTERS_PER_HOUR_AND_NETWORK, waiting: env.MAX_WAITING_POSTERS },
      requests: { atOnce: env.MAX_REQUESTS_AT_ONCE, waitingPerAddress: env.MAX_WAITING_REQUESTS_PER_ADDRESS },
      cashierOrigins: [...new Set([contract, ...(previous ? [previous] : [])].map((one) => new URL(one.config.cashierUrl).origin))],
      ownerAccess: {
        sessionMs: env.OWNER_SESSION_DAYS * 24 * 3600_000,
        idleMs: env.OWNER_IDLE_HOURS * 3600_000,
        confirmMs: env.OWNER_CONFIRM_MINUTES * 60_000,
        loginTries: env.OWNER_LOGIN_TRIES,
      },
      alertsToLoopback: demo && isLocalHost(shopUrl.hostname),
      backups: env.BACKUP_DIR ? { folder: path.resolve(env.BACKUP_DIR), alarmAfterMs: env.BACKUP_ALARM_HOURS * 3600_000 } : null,
      metrics: metricsAccess({ token: env.METRICS_TOKEN, isProxied: !isLocalHost(shopUrl.hostname), hops: env.TRUSTED_PROXY_HOPS }),
    },
    contract,
    previous,
    uploads: readUploads(env),
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

/** Two shops that share an account are told apart by it (docs/decisions/0015). */
function parsePrefix(text: string | undefined): string {
  if (text !== undefined && !PREFIX.test(text))
    throw new ConfigError(["SHOP_PREFIX must be one to eight capital letters, for example TEA; unset it where one shop has the account"]);
  return text ?? "";
}
