import type { Locator, Page } from "playwright/test";
import { openAsOldBrowser, readAsOldBrowser } from "./support/old-browser";
import { newerSyntaxOf } from "./support/script-syntax";
import { fillAddress, PAID, payAtCashier, RECEIVER, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

/** What an old browser may miss: nothing stops without it. */
const GRACES = [
  /^@starting-style/, // the sheet is there at once
  /^@container/, // a row of the refund form stays in one column
  /^@supports \(color:\s*color-mix/, // a plain colour stands before each
  /:focus-visible/, // the browser's own ring stays
  /:has\(dialog|:has\(\[data-column\]\)|:has\(template\)/, // what is behind a sheet scrolls; the desk behind the column is paper
  /^:where\(|^:-moz-focusring|^abbr:where|:where\(\[type|^\[hidden\]:where/, // repeated in @supports not selector(:is(a))
  /\{ (aspect-ratio|accent-color|text-wrap|container-type|scrollbar-width) \}$/,
  /^::-webkit-date-and-time-value/,
];

async function stylesOf(page: Page): Promise<string> {
  const hrefs = await page.locator('link[rel="stylesheet"]').evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  const files = await Promise.all([...hrefs, "/no-script.css"].map(async (href) => (await page.request.get(href)).text()));
  return files.join("\n");
}

test("the built style sheet says nothing that a supported browser would have to drop, but for what it can do without @once", async ({
  page,
}) => {
  await page.goto("/");
  const css = await stylesOf(page);
  const { read, lost } = readAsOldBrowser(css);
  expect(lost.filter((name) => !GRACES.some((grace) => grace.test(name)))).toEqual([]);
  expect(css).not.toMatch(/@layer|@property/);
  expect(read.length / css.length).toBeGreaterThan(0.85);
});

test("no script of the shop is a syntax error for a supported browser @once", async ({ page }) => {
  const scripts = new Map<string, string>();
  page.on("response", async (response) => {
    if (/\.js(\?|$)/.test(response.url())) scripts.set(response.url(), await response.text());
  });
  for (const path of ["/", "/cart", "/admin/login"]) {
    await page.goto(path, { waitUntil: "networkidle" });
    // A block of data (schema.org) is no script.
    const inline = await page
      .locator("script:not([src], [type='application/ld+json'])")
      .evaluateAll((all) => all.map((script) => script.textContent ?? ""));
    for (const [place, script] of inline.entries()) scripts.set(`${path} ${place}`, script);
  }
  expect(scripts.size).toBeGreaterThan(10);
  for (const [name, script] of scripts) expect(newerSyntaxOf(script), name).toEqual([]);
});

/** A main action as it is meant: a finger hits it, and it stands out. */
async function expectMainAction(button: Locator): Promise<void> {
  await expect(button).toBeInViewport({ ratio: 1 });
  const box = await button.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(box?.width).toBeGreaterThanOrEqual(88);
  await expect(button).toHaveCSS("background-color", /^rgb\((200, 51, 27|11, 98, 224)\)$/);
  await expect(button).toHaveCSS("color", "rgb(255, 255, 255)");
}

test("a shopper with a browser without layers buys and pays: every main action has its size and its colour @once", async ({ page }) => {
  await openAsOldBrowser(page);
  await page.goto("/", { waitUntil: "networkidle" });
  await page.locator('a[href^="/products/"]').first().tap();
  await page.waitForURL(/\/products\//);
  await page.waitForLoadState("networkidle");
  await expectMainAction(page.getByRole("button", { name: "立即购买" }));
  await page.getByRole("button", { name: "立即购买" }).tap();
  await expectMainAction(page.getByRole("dialog").getByRole("button", { name: "立即购买" }));
  expect(await page.getByRole("dialog").evaluate((sheet) => innerHeight - sheet.getBoundingClientRect().bottom)).toBe(0);
  await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).tap();
  await page.waitForURL(/\/checkout/);
  await fillAddress(page);
  await expectMainAction(page.getByRole("button", { name: "提交订单" }));
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  await page.getByRole("link", { name: /放弃付款/ }).tap();
  await page.waitForURL(/\/orders\/\d+$/);
  await expectMainAction(page.getByRole("button", { name: "立即付款" }));
  await page.getByRole("button", { name: "立即付款" }).tap();
  await page.waitForURL(/\/cashier\//);
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await expect(stateOf(page)).toHaveText(PAID);
});

test("a shopper whose browser runs none of our scripts still finds the goods and the form to buy them @once", async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: stack.shopUrl, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await openAsOldBrowser(page);
  await page.goto("/");
  await page.locator('a[href^="/products/"]').first().click();
  await page.locator('a[href="#choice"]').click();
  await expectMainAction(page.locator("#choice").getByRole("button", { name: "立即购买" }));
  await page.locator("#choice").getByRole("button", { name: "立即购买" }).click();
  await page.waitForURL(/\/checkout/);
  await expect(page.getByLabel("收货人")).toBeVisible();
  await context.close();
});

test("a shopper whose browser is older still, and stops at our scripts, gets a page that works without them @once", async ({ page }) => {
  await openAsOldBrowser(page);
  await page.addInitScript(() => Reflect.deleteProperty(window, "WeakRef"));
  await page.route(/\/_next\/.*\.js/, (route) => route.abort());
  await page.goto("/");
  await page.locator('a[href^="/products/"]').first().tap();
  await page.locator('a[href="#choice"]').tap();
  await page.locator("#choice").getByRole("button", { name: "立即购买" }).tap();
  await page.waitForURL(/\/checkout/);
  await page.getByLabel("收货人").fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.locator("#region").fill(RECEIVER.region.join(" "));
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
});
