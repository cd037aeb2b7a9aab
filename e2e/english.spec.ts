import type { Page } from "playwright/test";
import { seriousProblems } from "./support/serious-problems";
import { payAtCashier, RECEIVER, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test.use({ locale: "en-GB" });

/** Chinese that a shopper sees on the page and that is not marked as the owner's own. */
async function leftChinese(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const isMarked = element?.closest("[lang]")?.getAttribute("lang") === "zh-CN";
      if (!isMarked && !element?.closest("script, style, noscript, title") && /\p{Script=Han}/u.test(node.textContent ?? "")) {
        found.push(`${element?.tagName}: ${node.textContent}`);
      }
    }
    return found;
  });
}

async function isEnglish(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  // It streams after the page.
  await expect(page).toHaveTitle(/./);
  expect(await leftChinese(page), page.url()).toEqual([]);
  expect(await seriousProblems(page), page.url()).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

test("somebody who reads English finds, orders and pays, and asks for the money back @once", async ({ page }) => {
  // Each page is examined by axe.
  test.setTimeout(150_000);
  const first = await page.goto("/");
  expect(first?.headers()["content-language"]).toBe("en");
  expect(first?.headers().vary).toContain("Accept-Language");
  await isEnglish(page);
  await page.goto("/categories");
  await isEnglish(page);

  await page.goto("/search");
  await page.getByRole("searchbox", { name: "Search products" }).fill("longjing");
  await page.getByRole("button", { name: "Search", exact: true }).tap();
  await expect(page.getByText(/\d products? found/)).toBeVisible();
  await isEnglish(page);
  await page.locator('a[href^="/products/"]').first().tap();
  await page.waitForURL(/\/products\//);
  await isEnglish(page);
  await page.getByRole("button", { name: "Add to cart" }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "One more" }).tap();
  await sheet.getByRole("button", { name: "Add to cart" }).tap();
  await expect(page.getByText("Added to cart")).toBeVisible();

  await page.goto("/cart");
  await isEnglish(page);
  await page.getByRole("button", { name: "Check out (2)" }).tap();
  await page.waitForURL(/\/checkout/);
  await isEnglish(page);
  await page.getByRole("button", { name: "Place order" }).last().tap();
  await expect(page.getByText("Please enter an 11-digit Chinese mobile number")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(RECEIVER.name);
  await page.getByLabel("Mobile number").fill(RECEIVER.phone);
  await page.getByRole("button", { name: "Area" }).tap();
  for (const part of ["Zhejiang", "Hangzhou", "Xihu"]) await sheet.getByText(part, { exact: true }).tap();
  expect(await leftChinese(page)).toEqual([]);
  await sheet.getByRole("button", { name: "Done" }).tap();
  await page.getByLabel("Street address").fill(RECEIVER.detail);
  await page.getByRole("button", { name: "Place order" }).last().tap();
  await page.waitForURL(/\/cashier\//);
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await page.waitForURL(/\/orders\/\d+$/);
  await expect(stateOf(page)).toHaveText("Paid, to be shipped");
  await isEnglish(page);

  await page.locator("summary").filter({ hasText: "Request a refund" }).tap();
  await page.getByLabel("Reason").selectOption("Damaged");
  await page.getByRole("button", { name: "Send request" }).tap();
  await expect(page.locator("#refunds").getByText("Waiting for the shop", { exact: true })).toBeVisible();
  await expect(page.locator("#refunds").getByText("Damaged", { exact: true })).toBeVisible();
  await isEnglish(page);
  await page.goto("/orders");
  await isEnglish(page);
  await page.goto("/addresses");
  await isEnglish(page);
});

test("somebody who reads English reads all the rest as well, and reads Chinese from when they want to @once", async ({ page }) => {
  test.setTimeout(150_000);
  for (const path of ["/orders/lookup", "/addresses/new", "/me", "/licence", "/orders/return-problem", "/nowhere"]) {
    await page.goto(path);
    await isEnglish(page);
  }

  await page.goto("/about");
  await isEnglish(page);
  await page.getByRole("button", { name: "中文" }).tap();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page).toHaveURL(/\/about$/);
  await page.goto("/orders");
  await expect(page.getByText("还没有订单")).toBeVisible();
  await page.goto("/");
  await page.getByRole("button", { name: "English" }).first().tap();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("somebody who comes back to a tab after choosing Chinese in another one finds it in Chinese, with what was typed @once", async ({
  page,
  context,
}) => {
  await page.goto("/orders/lookup", { waitUntil: "networkidle" });
  await page.getByLabel("Order number").fill("2026112600000");
  const other = await context.newPage();
  await other.goto("/about");
  await other.getByRole("button", { name: "中文" }).tap();
  await expect(other.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByLabel("订单编号")).toHaveValue("2026112600000");

  // Who is forgotten is asked anew what they read, on a page of their own.
  await page.goto("/me");
  await page.getByText("忘记这台设备").tap();
  await page.getByRole("button", { name: "确认忘记" }).tap();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByText("Done. Nothing of yours is left in this browser")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("somebody reads the shop in English, and changes to Chinese and back @once", async ({ page }) => {
    await page.goto("/products/makebei");
    await expect(page.getByRole("link", { name: "Choose options and quantity" })).toBeVisible();
    await page.goto("/me");
    await page.getByRole("button", { name: "中文" }).tap();
    await expect(page.getByRole("heading", { name: "您好，欢迎光临" })).toBeVisible();
    await page.getByRole("button", { name: "English" }).tap();
    await expect(page.getByRole("heading", { name: "Hello, and welcome" })).toBeVisible();
  });
});
