import type { Locator, Page } from "playwright/test";
import { openPhone } from "./support/people";
import { expect, test } from "./support/stack";

const GOODS = 'main li a[href^="/products/"]';
/** How many the demo shop has, and how many a list begins with. */
const ALL = 24;
const FIRST = 20;

// All of them in one list.
test.use({ sql: "UPDATE products SET recommended = NULL" });

async function search(page: Page, query: string): Promise<void> {
  const box = page.getByRole("searchbox");
  await box.fill(query);
  await box.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === query);
}

async function topOf(goods: Locator): Promise<number> {
  const box = await goods.boundingBox();
  if (!box) throw new Error("is not on the page");
  return box.y;
}

test("a shopper finds goods by ordinary words, sorts them and filters them, and reads what sells where nothing is found", async ({
  page,
}) => {
  await page.goto("/search");
  const goods = page.locator(GOODS);
  for (const [query, title] of [
    ["杯子", "藕荷釉马克杯"],
    ["橙子", "赣南脐橙"],
    ["龍井 禮盒", "明前龙井"],
    ["longjing", "明前龙井"],
  ] as const) {
    await search(page, query);
    await expect(goods, query).toHaveCount(1);
    await expect(goods, query).toContainText(title);
  }

  await search(page, "茶葉");
  await expect(goods).toHaveCount(5);
  await page.getByRole("link", { name: "价格从低到高" }).tap();
  await expect(goods.first()).toContainText("平阴重瓣玫瑰");
  await page.getByRole("link", { name: "价格从高到低" }).tap();
  await expect(goods.first()).toContainText("明前龙井");
  await page.locator("summary").tap();
  await page.getByLabel("最高价（元）").fill("50");
  await page.getByRole("button", { name: "确定" }).tap();
  await expect(goods).toHaveCount(2);
  await expect(goods.first()).toContainText("横县茉莉银针");
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ q: "茶葉", sort: "price-desc", max: "50" });
  await page.locator("summary").tap();
  await page.getByRole("link", { name: "清除" }).tap();
  await expect(goods).toHaveCount(5);

  await search(page, "牛仔裤");
  await expect(page.getByText("没有找到“牛仔裤”")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^看看店里/ })).toBeVisible();
  await expect(goods).not.toHaveCount(0);
});

test("a list goes on while a shopper scrolls, and keeps its place for who looks at goods and comes back", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  const goods = page.locator(GOODS);
  await expect(goods).toHaveCount(FIRST);
  await goods.last().scrollIntoViewIfNeeded();
  await expect(goods).toHaveCount(ALL);
  const chosen = goods.nth(FIRST);
  await chosen.scrollIntoViewIfNeeded();
  const top = await topOf(chosen);
  const name = await chosen.getAttribute("href");

  await chosen.tap();
  await page.waitForURL(`**${name}`);
  await page.getByRole("link", { name: "返回" }).tap();
  await page.waitForURL((url) => url.pathname === "/");
  await expect(goods).toHaveCount(ALL);
  await expect.poll(async () => Math.abs((await topOf(chosen)) - top)).toBeLessThan(3);

  // What is put into the cart makes the list be fetched anew.
  await chosen.tap();
  await page.waitForURL(`**${name}`);
  await page.getByRole("button", { name: "加入购物车" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).tap();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("link", { name: "返回" }).tap();
  await page.waitForURL((url) => url.pathname === "/");
  await expect(goods).toHaveCount(ALL);
  await expect.poll(async () => Math.abs((await topOf(chosen)) - top)).toBeLessThan(3);

  // A reload has the whole list as well.
  await page.reload();
  await expect(goods).toHaveCount(ALL);
});

test("who comes to goods by a link from elsewhere is led to their category by the arrow @once", async ({ page }) => {
  await page.goto("/products/makebei", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "返回" }).tap();
  await page.waitForURL("**/categories/home");
});

test("without JavaScript the goods stand in their grid, and a shopper searches, sorts, filters and goes on with the list @once", async ({
  browser,
  stack,
}) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  const goods = page.locator(GOODS);
  await page.goto("/");
  await expect(goods).toHaveCount(FIRST);
  const boxes = await Promise.all((await goods.all()).map((one) => one.boundingBox()));
  const columns = new Set(boxes.map((box) => Math.round(box?.x ?? -1)));
  expect([...columns]).toHaveLength(2);
  expect(boxes.filter((box, index) => index % 2 === 1 && Math.abs((boxes[index - 1]?.y ?? 0) - (box?.y ?? 0)) > 1)).toEqual([]);

  await page.getByRole("link", { name: "更多商品" }).click();
  await expect(goods).toHaveCount(ALL);
  await expect(goods.nth(FIRST)).toBeInViewport();

  await page.getByRole("searchbox").fill("水果");
  await page.getByRole("button", { name: "搜索" }).click();
  await expect(goods).toHaveCount(6);
  await page.getByRole("link", { name: "价格从低到高" }).click();
  await expect(goods.first()).toContainText("眉县徐香猕猴桃");
  await page.locator("summary").click();
  await page.getByLabel("只看有货").check();
  await page.getByRole("button", { name: "确定" }).click();
  await expect(goods).toHaveCount(5);

  await page.goto("/categories/fruit");
  await expect(goods).toHaveCount(5);
  const rows = await Promise.all((await goods.all()).map((one) => one.boundingBox()));
  expect(new Set(rows.map((box) => Math.round(box?.x ?? -1))).size).toBe(1);
  await page.context().close();
});

test("a shopper who shares goods from a browser without a sheet for that has their link copied @once", async ({ page }) => {
  await page.goto("/products/makebei", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "分享" }).tap();
  await expect(page.getByRole("button", { name: "链接已复制" })).toBeVisible();
});

test("what a tap brings never comes: the goods still go into the cart, and the picture itself is opened @once", async ({ page }) => {
  await page.goto("/products/makebei", { waitUntil: "networkidle" });
  await page.route("**/_next/static/chunks/**", (route) => route.abort("internetdisconnected"));
  await page.getByRole("button", { name: "加入购物车" }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("一对").tap();
  await sheet.getByLabel("数量", { exact: true }).fill("2");
  await sheet.getByRole("button", { name: "加入购物车" }).tap();
  await expect(page.getByText("已加入购物车")).toBeVisible();
  await expect(page.getByRole("link", { name: "购物车，2 件商品" })).toBeVisible();
  const picture = page.getByRole("region", { name: "商品图片" }).getByRole("link").first();
  const address = await picture.getAttribute("href");
  await picture.tap();
  await page.waitForURL(`**${address}`);
});

test("what a shopper chooses before the sheet follows the choice stays chosen when it does @once", async ({ page }) => {
  await page.goto("/products/makebei", { waitUntil: "networkidle" });
  let bring = () => {};
  const isWanted = new Promise<void>((resolve) => {
    bring = resolve;
  });
  await page.route("**/_next/static/chunks/**", async (route) => {
    await isWanted;
    await route.continue();
  });
  await page.getByRole("button", { name: "加入购物车" }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("一对").tap();
  await sheet.getByLabel("数量", { exact: true }).fill("3");
  bring();
  await sheet.getByRole("button", { name: "增加数量" }).tap();
  await expect(sheet.getByLabel("数量", { exact: true })).toHaveValue("4");
  await expect(sheet.getByText("已选：一对")).toBeVisible();
  await expect(sheet.getByText("¥128.00").first()).toBeVisible();
});
