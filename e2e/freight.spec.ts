import type { Page } from "playwright/test";
import { openPhone } from "./support/people";
import { linkOf, PAID, payAtCashier, RECEIVER, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

/** Demo goods of ¥16.80 that are sent by the shop's template: ¥6 for the first piece, free from ¥99 on, not to 西藏. */
const GOODS = { slug: "huasheng", title: "龙岩咸干花生" };
const TIBET = ["西藏自治区", "拉萨市", "城关区"];

async function pickRegion(page: Page, parts: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: /所在地区/ }).tap();
  const sheet = page.getByRole("dialog");
  for (const part of parts) await sheet.getByText(part, { exact: true }).tap();
  await sheet.getByRole("button", { name: "确定" }).tap();
}

test("a shopper sees the freight on the product, in the cart and at the checkout, is told where the goods are not sent, and pays the right total @once", async ({
  page,
  stack,
}) => {
  await page.goto(`/products/${GOODS.slug}`, { waitUntil: "networkidle" });
  await expect(page.getByText("¥6 起 · 同类商品满 ¥99 包邮（部分地区除外） · 不发西藏、港澳台")).toBeVisible();
  await page.getByRole("button", { name: "加入购物车" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).tap();
  await expect(page.getByText("已加入购物车")).toBeVisible();

  await page.goto("/cart", { waitUntil: "networkidle" });
  await expect(page.getByText("再买 ¥82.20 同类商品包邮")).toBeVisible();
  await page.getByRole("button", { name: /去结算/ }).tap();
  await page.waitForURL(/\/checkout/);
  await page.waitForLoadState("networkidle");
  await expect(page.getByText("选好地区后计算")).toBeVisible();

  await page.getByLabel("收货人").fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
  await pickRegion(page, TIBET);
  await expect(page.getByText(`“${GOODS.title}”不发往西藏`)).toBeVisible();
  await page.getByRole("button", { name: "提交订单" }).tap();
  await expect(page.getByRole("button", { name: "提交订单" })).toBeEnabled();
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByText(`“${GOODS.title}”不发往西藏`)).toBeVisible();

  await pickRegion(page, RECEIVER.region);
  await expect(page.getByText(`“${GOODS.title}”不发往西藏`)).toBeHidden();
  await expect(page.getByRole("definition").filter({ hasText: "¥6.00" })).toBeVisible();
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  const subject = (await page.getByText(/^\S*小铺订单\d+$/).textContent()) ?? "";
  const trade = (await stack.emulator.trades()).find((one) => one.subject === subject);
  expect(trade?.total_fee).toBe("22.80");
  await payAtCashier(page);
  await page.goto(`/orders/${subject.replace(/^\S*订单/, "")}`);
  await expect(stateOf(page)).toHaveText(PAID);
  await expect(page.getByRole("definition").filter({ hasText: "¥6.00" })).toBeVisible();
  expect(await linkOf(page)).toContain("/orders/");
});

test("a shopper to whose phone the picker of areas does not come types the area, and reads the freight @once", async ({ page }) => {
  await page.goto(`/products/${GOODS.slug}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "立即购买" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).tap();
  await page.waitForURL(/\/checkout/);
  await page.waitForLoadState("networkidle");
  await page.route("**/_next/static/chunks/**", (route) => route.abort("internetdisconnected"));
  await page.getByRole("button", { name: /所在地区/ }).tap();
  await expect(page.getByRole("textbox", { name: "所在地区" })).toBeFocused();
  await page.keyboard.type(RECEIVER.region.join(" "));
  await expect(page.getByRole("definition").filter({ hasText: "¥6.00" })).toBeVisible();
});

test("without JavaScript a shopper reads the sum with its freight before the order is placed @once", async ({ browser, stack }) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  await page.goto(`/products/${GOODS.slug}`);
  await page.getByRole("button", { name: "立即购买" }).and(page.locator("[type=submit]")).click();
  await page.waitForURL(/\/checkout/);
  await page.getByLabel("收货人").fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.locator("input[name=region]").fill("西藏拉萨城关区");
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page.getByText(`“${GOODS.title}”不发往西藏`)).toBeVisible();

  await page.locator("input[name=region]").fill("浙江杭州西湖区");
  await page.getByRole("button", { name: "提交订单" }).click();
  await expect(page.getByText(/运费按收货地区是 ¥6.00/)).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "¥6.00" })).toBeVisible();
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/\/cashier\//);
  await page.context().close();
});
