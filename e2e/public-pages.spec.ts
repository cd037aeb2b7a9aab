import { devices, type Page } from "playwright/test";
import { openPhone } from "./support/people";
import { expect, test } from "./support/stack";

const PRODUCT = "/products/makebei";

async function putIntoCart(page: Page): Promise<void> {
  await page.goto(PRODUCT, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "加入购物车" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).tap();
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("pages are the same for all who look, each browser runs them under a policy of hashes, and finds its own cart on them @once", async ({
  page,
  browser,
  stack,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await putIntoCart(page);
  const stranger = await openPhone(browser, stack);
  for (const [address, cart] of [
    ["/", "购物车 ，1 件商品"],
    ["/categories/tea", "购物车 ，1 件商品"],
    ["/categories", "购物车 ，1 件商品"],
    [PRODUCT, "购物车，1 件商品"],
  ] as const) {
    const mine = await page.goto(address, { waitUntil: "networkidle" });
    await expect(page.getByRole("link", { name: cart })).toBeVisible();
    const answer = await stranger.goto(address, { waitUntil: "networkidle" });
    await expect(stranger.getByRole("link", { name: "购物车", exact: true })).toBeVisible();
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'self' ('sha256-[\w+/=]+' )+'strict-dynamic';/);
    expect(policy).not.toMatch(/nonce|script-src[^;]*unsafe/);
    expect(mine?.headers()["content-security-policy"]).toBe(policy);
    expect(answer?.headers()["cache-control"]).toBe("private, no-cache");
    expect(await answer?.text()).not.toMatch(/nonce="[^"]/);
  }
  for (const address of ["/about", "/licence", "/search"])
    expect((await stranger.goto(address))?.headers()["cache-control"]).toBe("private, no-cache");
  expect(complaints).toEqual([]);
  await stranger.context().close();
});

test("a shopper who taps 立即购买 before the page's scripts are there gets the sheet when they are @once", async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(PRODUCT, { waitUntil: "commit" });
  const buy = page.getByRole("button", { name: "立即购买" });
  await buy.tap();
  await expect(buy).toHaveAttribute("data-opening");
  release();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).tap();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(buy).not.toHaveAttribute("data-opening");
});

test("what the owner changes is on everybody's pages a moment later @once", async ({ page, browser, stack, logInAsOwner }) => {
  const shopper = await openPhone(browser, stack);
  const pages = ["/", "/categories/tea", "/about"];
  for (const address of pages) await shopper.goto(address);
  await logInAsOwner(page);
  await page.goto("/admin/settings", { waitUntil: "networkidle" });
  const shop = page.getByRole("form", { name: "店铺" });
  for (const name of ["山前小铺", "山后小铺"]) {
    await shop.getByLabel("店名").fill(name);
    const saved = page.waitForResponse((answer) => answer.request().method() === "POST");
    await shop.getByRole("button", { name: "保存" }).click();
    expect((await saved).ok()).toBe(true);
    // An instance hears of it on another connection than the one that saved, at the latest after a second (ADR 25).
    for (const address of pages)
      await expect
        .poll(async () => {
          await shopper.goto(address);
          return shopper.title();
        })
        .toContain(name);
  }
  await shopper.context().close();
});

test("the browser brings a list back as it was left, scrolled, and with the cart as it is now @once", async ({
  stack,
  playwright,
  launchOptions,
}) => {
  // Playwright switches off what this journey is about.
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  const context = await browser.newContext({ ...devices["Pixel 7"], baseURL: stack.shopUrl, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/categories/tea", { waitUntil: "networkidle" });
  const place = await page.evaluate(() => {
    window.scrollTo(0, 50);
    window.addEventListener("pageshow", ({ persisted }) => {
      document.title = persisted ? "as it was left" : "made anew";
    });
    return window.scrollY;
  });
  expect(place).toBeGreaterThan(0);
  await putIntoCart(page);
  await page.evaluate(() => history.back());
  await expect(page).toHaveTitle("as it was left");
  expect(new URL(page.url()).pathname).toBe("/categories/tea");
  expect(await page.evaluate(() => window.scrollY)).toBe(place);
  await expect(page.getByRole("link", { name: "购物车 ，1 件商品" })).toBeVisible();
  await browser.close();
});

test("without JavaScript a shopper puts goods from a page for everybody into a cart of their own @once", async ({ browser, stack }) => {
  const [one, other] = [
    await openPhone(browser, stack, { javaScriptEnabled: false }),
    await openPhone(browser, stack, { javaScriptEnabled: false }),
  ];
  for (const phone of [one, other]) {
    await phone.goto(PRODUCT);
    await phone.getByRole("button", { name: "加入购物车" }).click();
    await expect(phone.getByText("已加入购物车")).toBeVisible();
  }
  await one.getByRole("button", { name: "加入购物车" }).click();
  await expect(one.getByText("已加入购物车")).toBeVisible();
  await one.goto("/cart");
  await expect(one.getByRole("textbox")).toHaveValue("2");
  await other.goto("/cart");
  await expect(other.getByRole("textbox")).toHaveValue("1");
  for (const phone of [one, other]) await phone.context().close();
});
