import "server-only";
import type pg from "pg";
import type { DoctorSettings } from "@/lib/alipay/doctor/settings";
import type { Gateway } from "@/lib/alipay/gateway";
import type { Db } from "@/lib/server/db";
import type { Signals } from "@/lib/server/listen";
import type { Log } from "@/lib/server/log";
import type { By } from "./by";

/** What every verb of the shop works with, as its first parameter; tests build one with a clock of their own. */
export type Shop = {
  db: Db;
  pool: pg.Pool;
  gateway: Gateway;
  now: () => Date;
  log: Log;
  config: ShopConfig;
  /** Wakes those who wait for an order, whichever instance changed it. */
  signals: Signals;
  /** The contract's texts, to find out why a message does not verify. Never shown, never logged. */
  doctor: DoctorSettings;
  /** Who of the back office acts, for the audit trail; unset while a buyer or the worker does. */
  by?: By;
};

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
  /** The origin of the cashier, for the Content-Security-Policy's form-action. */
  cashierOrigin: string;
  ownerAccess: OwnerAccess;
};

/** How long the owner stays logged in, and how often a stranger may try to. */
export type OwnerAccess = {
  /** From the login to the end of its session, however often it is used, in ms. */
  sessionMs: number;
  /** From the last visit to the end, in ms. */
  idleMs: number;
  /** How long a password or a passkey counts, before a sensitive deed asks again, in ms. */
  confirmMs: number;
  /** Tries at a login from one address in ten minutes; budgets that more people share are multiples of it. */
  loginTries: number;
};
