import "server-only";
import type pg from "pg";
import type { DoctorSettings } from "@/lib/alipay/doctor/settings";
import type { Protocol } from "@/lib/alipay/gateway";
import type { Networks } from "@/lib/server/address";
import type { ClockWatch } from "@/lib/server/clock-watch";
import type { Db } from "@/lib/server/db";
import type { Signals } from "@/lib/server/listen";
import type { Log } from "@/lib/server/log";
import type { MetricsAccess } from "@/lib/server/metrics-access";
import type { Queue } from "@/lib/server/queue";
import type { SealingSecrets } from "@/lib/server/sealed";
import type { Turns } from "@/lib/server/turns";
import type { By } from "./by";
import type { Gateways } from "./gateways";
import type { Occasion } from "./metrics";
import type { PictureStore } from "./picture-store";

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
  /** Compares `now` with the clocks of others. */
  clocks: ClockWatch;
  /** The contracts' texts, in the order of `gateways.all`, to find out why a message does not verify. Never shown, never logged. */
  doctor: readonly ContractTexts[];
  /** Seals what the database must not hold in the clear. Never shown, never logged. */
  sealing: SealingSecrets;
  /** Who may search now (lib/shop/catalog/search-turn.ts). */
  searches: Turns;
  /** Whose password is hashed now (lib/shop/owners/login). */
  logins: Turns;
  /** Lets whoever goes on though a budget is used up wait for the answer, and so for the next try. */
  slowDown: () => Promise<void>;
  /** Where uploaded pictures are kept, and how few are worked on at once. */
  pictures: { store: PictureStore; turns: Queue };
  /** Who of the back office acts, for the audit trail; unset while a buyer or the worker does. */
  by?: By;
  /** Why the gateway is asked, for the figures; unset where nothing says so. */
  occasion?: Occasion;
};

export type ContractTexts = { protocol: Protocol; settings: DoctorSettings };

export type ShopConfig = {
  /** The public origin, without a slash at the end. Every absolute URL is built from it, never from a Host header. */
  shopUrl: string;
  /** The emulator stands in for Alipay: 演示模式. */
  demo: boolean;
  /** How long an unpaid order keeps its stock once its buyer was sent to the cashier, counted from its placing, in ms. */
  orderExpiresInMs: number;
  /** How long before that; never longer, in ms. */
  firstHoldMs: number;
  unpaid: UnpaidLimits;
  /** How many browsers without a cookie one network may bring within an hour. */
  newBrowsersPerHour: number;
  /** How often one browser, and one network, may try to place an order within an hour. */
  ordersPerHour: { perBrowser: number; perNetwork: number };
  /** Codes that are no coupon and may be tried. */
  couponGuessesPerHour: { perBrowser: number; perNetwork: number };
  /** Stands in the numbers of this shop's payments, where several shops share one account; mostly empty. */
  numberPrefix: string;
  /** Where uploads live that are in no store of their own. */
  dataDir: string;
  /** How many proxies in front are trusted to set X-Forwarded-For. */
  trustedProxyHops: number;
  /** The networks in which the proxy that talks to the shop may be. */
  trustedProxies: Networks;
  /** How long what is of no more use is kept, in ms: refused notices, the raw text of others, browsers that never ordered. */
  keep: { refusedNoticesMs: number; noticeTextsMs: number; idleBrowsersMs: number };
  /** What the pictures of all requests for refunds may take up, in bytes, and how long each is kept after its refund ended, in ms. */
  refundPictures: { bytes: number; keepMs: number };
  /** How many refused notices are kept in an hour, whoever sends them. */
  refusedNoticesPerHour: number;
  /** How long the search for the reason of a refused notice may take, in ms. */
  explainDeadlineMs: number;
  /** How many of Alipay's messages may wait to be decrypted, and how long one may take, in ms. */
  decryptions: { waiting: number; deadlineMs: number };
  /** So many refusals of the gateway in a row, of our key or contract, raise the alarm. */
  contractAlarmAfter: number;
  /** The owner is told of a gateway that has not answered for so long, in ms. */
  silenceAlarmMs: number;
  /** How often in an hour the owner may have the contract checked on the page; each time asks Alipay. */
  contractChecksPerHour: number;
  /** How many pages may wait for news at once: of one order, from one address, and at this process. */
  polls: { perOrder: number; perAddress: number; inAll: number };
  /** How many posters a network may have drawn within an hour, and how many may wait for theirs at this process. */
  posters: { perNetworkAndHour: number; waiting: number };
  /** How many pages and forms are worked on at once, and how many of one address may wait for their turn. */
  requests: { atOnce: number; waitingPerAddress: number };
  /** The origins of the contracts' cashiers, for the Content-Security-Policy's form-action. */
  cashierOrigins: readonly string[];
  ownerAccess: OwnerAccess;
  /** Alerts may go to programs on this machine, and without https: in a demonstration that nobody else can reach, and nowhere else. */
  alertsToLoopback: boolean;
  /** Where backups are to be, and how old the newest one may be before the owner is told, in ms; null: nobody looks. */
  backups: { folder: string; alarmAfterMs: number } | null;
  /** Who may read the figures for Prometheus. */
  metrics: MetricsAccess;
};

/** How much unpaid orders may hold, so that nobody empties the shelves without paying (docs/decisions/0019). */
export type UnpaidLimits = {
  ordersPerBrowser: number;
  /** A network is a /24 of IPv4 or a /64 of IPv6. */
  ordersPerNetwork: number;
  /** Of each variant, of what would be for sale if nobody held any of it, in percent … */
  percentPerBrowser: number;
  percentPerNetwork: number;
  /** … and so many pieces in any case. */
  minPieces: number;
  /** The owner is alarmed when all unpaid orders together hold this much of a variant, in percent, and more than `minPieces`. */
  alarmPercent: number;
};

/** How long the owner stays logged in, and how often a stranger may try to. */
export type OwnerAccess = {
  /** From the login to the end of its session, however often it is used, in ms. */
  sessionMs: number;
  /** From the last visit to the end, in ms. */
  idleMs: number;
  /** How long a password or a passkey counts, before a sensitive action asks again, in ms. */
  confirmMs: number;
  /** Tries at a login from one address in ten minutes; budgets that more people share are multiples of it. */
  loginTries: number;
};
