import { onTestFinished } from "vitest";
import type { Gateway } from "@/lib/alipay/gateway";
import { parseNetworks } from "@/lib/server/address";
import { createClockWatch } from "@/lib/server/clock-watch";
import { openDb } from "@/lib/server/db";
import { listen } from "@/lib/server/listen";
import { log } from "@/lib/server/log";
import { createQueue } from "@/lib/server/queue";
import type { Address } from "@/lib/shop/addresses/address";
import { createBuyer } from "@/lib/shop/buyers/buyer-token";
import { searchTurns } from "@/lib/shop/catalog/search-turn";
import { makeGateways } from "@/lib/shop/gateways";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { ORDER_CHANNEL } from "@/lib/shop/orders/signal-order";
import { loginTurns } from "@/lib/shop/owners/login/login-turns";
import { diskStore } from "@/lib/shop/pictures/stores/disk-store";
import { uploadsDir } from "@/lib/shop/pictures/uploads-dir";
import type { Shop, ShopConfig } from "@/lib/shop/shop";
import { checkInvariants } from "./check-invariants";
import { freshDatabase } from "./database";
import { type FakeGateway, fakeGateway } from "./fake-gateway";

type Timed = Shop & { advance: (ms: number) => void };
export type TestShop = Timed & { gateway: FakeGateway };

export const MINUTE_MS = 60_000;

/**
 * A shop on a database of its own, with a clock that the test moves and a gateway that it directs. When the test is over
 * the books are checked, whatever the test was about.
 */
export function testShop(config: Partial<ShopConfig> = {}): Promise<TestShop> {
  return openTestShop(fakeGateway, config);
}

/** How a test's shop reaches its database: through something, with how much patience, or one that is open already. */
type Way = { through?: (connectionString: string) => string; timeoutMs?: number; lodging?: Lodging | undefined };

/** A shop's open database, and whom to tell what is left to do when the shop is done with it. */
export type Lodging = Pick<Shop, "db" | "pool" | "signals"> & { whenOver: (end: () => Promise<void>) => void };

/** The same with a gateway of the test's choice, which is handed the shop's clock, and by a way of its choice to the database. */
export async function openTestShop<G extends Gateway>(
  makeGateway: (now: () => Date) => G,
  config: Partial<ShopConfig> = {},
  { lodging, ...way }: Way = {},
): Promise<Timed & { gateway: G }> {
  const { db, pool, signals, whenOver } = lodging ?? (await openLodging(onTestFinished, way));
  let time = new Date("2026-11-22T01:00:00Z").getTime();
  const now = () => new Date(time);
  const gateway = makeGateway(now);
  const shop = {
    db,
    pool,
    signals,
    now,
    clocks: createClockWatch(now, () => {}),
    gateway,
    gateways: makeGateways(gateway),
    advance: (ms: number) => {
      time += ms;
    },
    doctor: [],
    searches: searchTurns(2),
    logins: loginTurns(20),
    slowDown: async () => {},
    sealing: ["a secret that is not in the database"],
    log: log.child({}, { level: "silent" }),
    pictures: testPictures(config.dataDir ?? CONFIG.dataDir),
    config: { ...CONFIG, ...config },
  };
  whenOver(() => checkInvariants(shop));
  return shop;
}

/** Pictures on the disk, below the shop's data; `atOnce` are worked on at once. */
export function testPictures(dataDir: string, { atOnce = 1, waiting = 16 } = {}): Shop["pictures"] {
  return { store: diskStore(uploadsDir(dataDir)), turns: createQueue({ atOnce, waiting }) };
}

/** A fresh database, given up as the first thing that `whenOver` is told, hence the last that is done. */
export async function openLodging(
  whenOver: Lodging["whenOver"],
  { through = (connectionString) => connectionString, ...limits }: Omit<Way, "lodging"> = {},
): Promise<Lodging> {
  const database = await freshDatabase();
  const connectionString = through(database.connectionString);
  const { db, pool } = openDb(connectionString, limits);
  const signals = listen(connectionString, ORDER_CHANNEL);
  whenOver(async () => {
    await signals.close();
    await db.$disconnect();
    await pool.end().catch(() => {});
    await database.drop();
  });
  return { db, pool, signals, whenOver };
}

const CONFIG: ShopConfig = {
  shopUrl: "http://127.0.0.1:3000",
  demo: true,
  orderExpiresInMs: 30 * MINUTE_MS,
  firstHoldMs: 30 * MINUTE_MS,
  // Wide: a test that is about them sets its own.
  unpaid: {
    ...{ ordersPerBrowser: 1000, ordersPerNetwork: 1000, percentPerBrowser: 100, percentPerNetwork: 100 },
    ...{ minPieces: 5, alarmPercent: 50 },
  },
  newBrowsersPerHour: 1000,
  ordersPerHour: { perBrowser: 1000, perNetwork: 1000 },
  couponGuessesPerHour: { perBrowser: 1000, perNetwork: 1000 },
  numberPrefix: "",
  dataDir: "/nonexistent",
  trustedProxyHops: 0,
  trustedProxies: parseNetworks("127.0.0.0/8"),
  keep: { refusedNoticesMs: 72 * 3600_000, noticeTextsMs: 180 * 24 * 3600_000, idleBrowsersMs: 90 * 24 * 3600_000 },
  refundPictures: { bytes: 500 * 1024 * 1024, keepMs: 180 * 24 * 3600_000 },
  refusedNoticesPerHour: 2000,
  explainDeadlineMs: 20_000,
  decryptions: { waiting: 64, deadlineMs: 20_000 },
  contractAlarmAfter: 3,
  backups: null,
  posters: { perNetworkAndHour: 1000, waiting: 16 },
  requests: { atOnce: 4, waitingPerAddress: 200 },
  silenceAlarmMs: 10 * MINUTE_MS,
  contractChecksPerHour: 20,
  polls: { perOrder: 8, perAddress: 30, inAll: 2000 },
  cashierOrigins: ["https://cashier.example"],
  alertsToLoopback: false,
  metrics: { tokenHash: null, fromHere: true },
  ownerAccess: { sessionMs: 30 * 24 * 60 * MINUTE_MS, idleMs: 7 * 24 * 60 * MINUTE_MS, confirmMs: 10 * MINUTE_MS, loginTries: 20 },
};

export const ADDRESS: Address = {
  name: "测试收货人",
  phone: "13800000000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  detail: "文三路 1 号",
};

/** One product with one variant on the shelf; its opening stock is in the ledger. */
export async function stockGoods(
  shop: Shop,
  { stock = 10, priceFen = 1980, title = "龙井茶" } = {},
): Promise<{ variantId: number; productId: number }> {
  const slug = `p-${Math.random().toString(36).slice(2)}`;
  const category = await shop.db.category.upsert({
    where: { slug: "tea" },
    update: {},
    create: { slug: "tea", name: "茶叶", icon: "tea" },
  });
  const product = await shop.db.product.create({
    data: { slug, title, categoryId: category.id, variants: { create: { priceFen, stock } } },
    select: { id: true, variants: { select: { id: true } } },
  });
  const variantId = product.variants[0]?.id ?? 0;
  await shop.db.stockMovement.create({ data: { variantId, kind: "adjust", quantity: stock } });
  return { variantId, productId: product.id };
}

export async function aBuyer(shop: Shop): Promise<string> {
  return (await createBuyer(shop)).id;
}

export type TestOrder = { orderId: string; no: string; accessToken: string; outTradeNo: string; totalFen: number; buyerId: string };

/** An order as a buyer places it, of goods that are stocked for it unless given. */
export async function anOrder(
  shop: Shop,
  options: { quantity?: number; variantId?: number; priceFen?: number; buyerId?: string; idempotencyKey?: string } = {},
): Promise<TestOrder> {
  const { quantity = 1, priceFen = 1980 } = options;
  const variantId = options.variantId ?? (await stockGoods(shop, { priceFen })).variantId;
  const buyerId = options.buyerId ?? (await aBuyer(shop));
  const placed = await placeOrder(shop, buyerId, {
    idempotencyKey: options.idempotencyKey ?? Math.random().toString(36),
    items: [{ variantId, quantity, expectedPriceFen: priceFen }],
    address: ADDRESS,
    note: "",
  });
  if (!placed.ok) throw new Error(placed.reason);
  const attempt = await shop.db.paymentAttempt.findFirstOrThrow({ where: { orderId: placed.orderId } });
  const { orderId, no, accessToken } = placed;
  return { orderId, no, accessToken, buyerId, outTradeNo: attempt.outTradeNo, totalFen: quantity * priceFen };
}
