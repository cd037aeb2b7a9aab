import "server-only";
import type pg from "pg";
import type { DoctorSettings } from "@/lib/alipay/doctor/settings";
import type { Protocol } from "@/lib/alipay/gateway";
import type { Db } from "@/lib/server/db";
import type { Signals } from "@/lib/server/listen";
import type { Log } from "@/lib/server/log";
import type { Gateways } from "./gateways";

/** What every verb of the shop works with, as its first parameter; tests build one with a clock of their own. */
export type Shop = {
  db: Db;
  pool: pg.Pool;
  /** Alipay's side. What continues something goes through `gateways.of` its contract; only new payments through the current one. */
  gateways: Gateways;
  now: () => Date;
  log: Log;
  config: ShopConfig;
  /** Wakes those who wait for an order, whichever instance changed it. */
  signals: Signals;
  /** The contracts' texts, in the order of `gateways.all`, to find out why a message does not verify. Never shown, never logged. */
  doctor: readonly ContractTexts[];
};

export type ContractTexts = { protocol: Protocol; settings: DoctorSettings };

export type ShopConfig = {
  /** The public origin, without a slash at the end. Every absolute URL is built from it, never from a Host header. */
  shopUrl: string;
  /** The emulator stands in for Alipay: 演示模式. */
  demo: boolean;
  /** How long an unpaid order keeps its stock, in ms. */
  orderExpiresInMs: number;
  /** Where uploads live. */
  dataDir: string;
  /** How many proxies in front are trusted to set X-Forwarded-For. */
  trustedProxyHops: number;
  /** The origins of the contracts' cashiers, for the Content-Security-Policy's form-action. */
  cashierOrigins: readonly string[];
};
