import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { hear } from "@/lib/server/hear";
import { createPublicPages } from "@/lib/server/pages/public-pages";
import { guardServer } from "@/lib/server/take-turns";
import { createTurns } from "@/lib/server/turns";
import { placeOrder } from "@/lib/shop/orders/place-order";
import { aCoupon, aReduction } from "@/test/promotions";
import { ADDRESS, aBuyer, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { turnReductions } from "../promotions/turn-reductions";
import { CATALOGUE_CHANNEL } from "./open-public-pages";

const TABLES_SHOWN = [
  ...["categories", "products", "variants", "product_options", "option_values", "freight_templates", "freight_settings"],
  ...["shop_profile", "shop_opening", "search_synonyms", "promotions"],
];

function connectionOf({ pool }: TestShop): string {
  return String(pool.options.connectionString);
}

/** Everything that is told from now on; `settled` waits until all that was committed is there. */
async function listenIn(shop: TestShop) {
  const told: (string | null)[] = [];
  const hearing = hear(connectionOf(shop), CATALOGUE_CHANNEL, (payload) => told.push(payload), { sureMs: 0 });
  onTestFinished(() => hearing.close());
  await expect.poll(() => hearing.makeSure().then(() => told.length)).toBe(1);
  const toldBy = async (change: () => Promise<unknown>) => {
    await hearing.makeSure();
    told.length = 0;
    await change();
    await hearing.makeSure();
    return [...told];
  };
  return toldBy;
}

/** An instance whose one page shows what is in the database when it is made. */
async function openInstance(shop: TestShop, read: () => Promise<string>) {
  let made = 0;
  const server = createServer(async (_request: IncomingMessage, response) => {
    made++;
    response.setHeader("Content-Type", "text/html").setHeader("Content-Security-Policy", "script-src 'nonce-0123456789abcdef'");
    response.end(`<html><head></head><body>${await read()}</body></html>`);
  });
  const hearing = hear(connectionOf(shop), CATALOGUE_CHANNEL, (news) => pages.hear(news === "counted" ? news : "changed"));
  const pages = createPublicPages({
    ...{
      kindOf: () => "shown" as const,
      languageOf: () => "zh-CN",
      subjectsOf: () => [],
      hearing,
      mostBytes: 1e6,
      host: "shop.example",
      inTurn: (_address, make) => make(),
      ownPageCookies: ["session"],
    },
    marked: { cookie: "buyer", attribute: "data-buyer" },
  });
  const turns = createTurns({ atOnce: 4, perNetwork: 4, waitingPerAddress: 100, turnMs: 60_000 });
  guardServer(server, { turnsOf: () => turns, trustedProxyHops: 0, busy: () => "", pages: pages.forServer(server) });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.close();
    await hearing.close();
  });
  await expect.poll(() => hearing.makeSure()).toBe(true);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { look: async () => (await fetch(url)).text(), made: () => made };
}

const restock = async (shop: TestShop, pieces: number) => {
  const { id, stock } = await shop.db.variant.findFirstOrThrow();
  await shop.db.stockMovement.create({ data: { variantId: id, kind: "adjust", quantity: pieces - stock } });
  await shop.db.variant.update({ where: { id }, data: { stock: pieces } });
};

const buy = async (shop: TestShop, key: string) => {
  const variantId = (await shop.db.variant.findFirstOrThrow()).id;
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  expect(await placeOrder(shop, await aBuyer(shop), { idempotencyKey: key, items, address: ADDRESS, note: "" })).toMatchObject({
    ok: true,
  });
};

test("a change at one instance is on the next page that another one shows, and nothing is made twice meanwhile", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const read = async () => (await shop.db.product.findFirstOrThrow()).title;
  const [one, other] = [await openInstance(shop, read), await openInstance(shop, read)];
  for (const title of ["一", "二", "三"]) {
    await shop.db.product.updateMany({ data: { title } });
    for (const instance of [one, other]) await expect.poll(() => instance.look(), { interval: 5, timeout: 1000 }).toContain(title);
    const made = [one.made(), other.made()];
    for (let look = 0; look < 20; look++) for (const instance of [one, other]) expect(await instance.look()).toContain(title);
    expect([one.made(), other.made()]).toEqual(made);
  }
});

test("who changes what pages show tells of it when it is committed, whichever way it is changed, and nobody else does", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const toldBy = await listenIn(shop);
  const { db } = shop;
  const { id } = await db.variant.findFirstOrThrow();
  for (const change of [
    () => db.product.updateMany({ data: { title: "新" } }),
    () => db.variant.update({ where: { id }, data: { priceFen: 1 } }),
    () => db.variant.update({ where: { id }, data: { active: false } }),
    () => db.category.updateMany({ data: { position: 7 } }),
    () => db.shopProfile.create({ data: { announcement: "新" } }),
    () => db.shopProfile.updateMany({ data: { announcement: "更新" } }),
    () => db.shopOpening.create({ data: { standing: "paused" } }),
    () => db.freightSetting.create({ data: { freeFromFen: 1 } }),
    () => db.searchSynonyms.create({ data: { lines: [] } }),
    () => aReduction(shop, [{ fromFen: 100, offFen: 10 }]),
    () => turnReductions(shop),
    () => db.shopProfile.deleteMany(),
  ])
    expect(await toldBy(change), String(change)).toEqual(["changed"]);
  const undone = () =>
    db
      .$transaction(async (tx) => {
        await tx.product.updateMany({ data: { title: "never" } });
        throw new Error("undone");
      })
      .catch(() => {});
  for (const nothing of [
    () => db.product.updateMany({ where: { slug: "none" }, data: { title: "新" } }),
    () => db.$executeRaw`UPDATE variants SET reserved = reserved`,
    () => aBuyer(shop),
    () => aCoupon(shop),
    () =>
      db.promotion.updateMany({ where: { kind: "coupon" }, data: { used: 1 } }).then(() => db.promotion.updateMany({ data: { used: 0 } })),
    () => turnReductions(shop),
    undone,
  ])
    expect(await toldBy(nothing), String(nothing)).toEqual([]);
});

test("an order tells of the numbers that pages show, and while there is plenty it tells nothing and waits for nobody", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const toldBy = await listenIn(shop);
  const { slug } = await shop.db.product.findFirstOrThrow();
  for (const [pieces, told] of [
    [1000, []],
    [101, []],
    [100, ["counted"]],
    [7, ["counted"]],
    [6, [`left ${slug}`]],
    [1, [`gone ${slug}`]],
  ] as const) {
    await restock(shop, pieces);
    expect(await toldBy(() => buy(shop, `of ${pieces}`)), `${pieces}`).toEqual(told);
  }
});

test("what is there again may come onto any list: all pages are made anew for it", async () => {
  const shop = await testShop();
  await stockGoods(shop);
  const toldBy = await listenIn(shop);
  await restock(shop, 0);
  expect(await toldBy(() => restock(shop, 1))).toEqual(["changed"]);
  expect(await toldBy(() => restock(shop, 2))).toEqual([expect.stringMatching(/^left [\w-]+$/)]);
});

test("every table that pages for everybody show tells of its changes", async () => {
  const shop = await testShop();
  const rows = await shop.db.$queryRaw<{ name: string; events: string }[]>`
    SELECT event_object_table AS name, string_agg(DISTINCT event_manipulation, ' ' ORDER BY event_manipulation) AS events
    FROM information_schema.triggers WHERE trigger_name LIKE '%\\_tell\\_%' GROUP BY 1`;
  expect(Object.fromEntries(rows.map(({ name, events }) => [name, events]))).toEqual(
    Object.fromEntries(TABLES_SHOWN.map((name) => [name, "DELETE INSERT UPDATE"])),
  );
});
