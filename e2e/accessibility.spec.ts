import { seriousProblems } from "./support/serious-problems";
import { fillAddress, goToCashier, goToCheckout, payAtCashier, stateOf, WECHAT } from "./support/shopper";
import { expect, test } from "./support/stack";

const PAGES = [
  "/",
  "/categories",
  "/search",
  "/search?q=茶",
  "/search?q=没有",
  "/cart",
  "/me",
  "/about",
  "/licence",
  "/orders",
  "/orders/lookup",
  "/orders/return-problem",
  "/nowhere",
];

for (const path of PAGES) {
  test(`everybody can use ${path} @once`, async ({ page }) => {
    await page.goto(path, { waitUntil: "networkidle" });
    expect(await seriousProblems(page)).toEqual([]);
  });
}

test("everybody can use a product's page and its category's @once", async ({ page }) => {
  for (const start of ["/products/", "/categories/"]) {
    await page.goto("/");
    await page.goto((await page.locator(`a[href^="${start}"]`).first().getAttribute("href")) ?? "", { waitUntil: "networkidle" });
    expect(await seriousProblems(page), start).toEqual([]);
  }
});

test("everybody can choose, order, pay and follow an order @once", async ({ page, stack }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.locator('a[href^="/products/"]').first().tap();
  await page.waitForURL(/\/products\//);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "加入购物车" }).tap();
  expect(await seriousProblems(page), "the sheet").toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).tap();
  await expect(page.getByText("已加入购物车")).toBeVisible();
  await page.goto("/cart", { waitUntil: "networkidle" });
  expect(await seriousProblems(page), "the cart").toEqual([]);
  await page.goto("/checkout", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: /所在地区/ }).tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await seriousProblems(page), "the checkout with its picker").toEqual([]);

  const { no } = await goToCashier(page, stack);
  expect(await seriousProblems(page), "the cashier").toEqual([]);
  const waiting = await page.context().newPage();
  await waiting.goto(`/orders/${no}`);
  expect(await seriousProblems(waiting), "an order to pay").toEqual([]);
  await payAtCashier(page);
  expect(await seriousProblems(page), "paid at the cashier").toEqual([]);
  await expect(stateOf(waiting)).toHaveText("已付款，待发货");
  expect(await seriousProblems(waiting), "a paid order").toEqual([]);
});

test("on the narrowest screen, or enlarged fourfold, no page needs sideways scrolling @once", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/", "/categories", "/search?q=茶", "/cart", "/me", "/orders/lookup"]) {
    await page.goto(path);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test.describe("inside WeChat", () => {
  test.use({ userAgent: WECHAT });

  test("everybody can read how to open a browser @once", async ({ page, stack }) => {
    await goToCheckout(page);
    await fillAddress(page);
    await page.getByRole("button", { name: "提交订单" }).tap();
    await expect(page.getByRole("heading", { name: "请在浏览器中打开付款" })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(stack.shopUrl);
    expect(await seriousProblems(page)).toEqual([]);
  });
});
