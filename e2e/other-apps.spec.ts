import { openPhone } from "./support/people";
import { chooseGoods, fillAddress, goToCashier, linkOf, PAID, payAtCashier, RECEIVER, stateOf, WECHAT } from "./support/shopper";
import { expect, test } from "./support/stack";

test.describe("inside WeChat", () => {
  test.use({ userAgent: WECHAT });

  test("a shopper may look and order, and is shown the way to the browser when it comes to paying @once", async ({
    page,
    browser,
    stack,
  }) => {
    await chooseGoods(page);
    await fillAddress(page);
    await page.getByRole("button", { name: "提交订单" }).tap();
    await expect(page.getByRole("heading", { name: "请在浏览器中打开付款" })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(stack.shopUrl);

    // 在浏览器打开 takes this very address along.
    const other = await openPhone(browser, stack);
    await other.goto(page.url());
    await other.getByRole("button", { name: "立即付款" }).tap();
    await payAtCashier(other);
    await other.getByRole("link", { name: "返回商家" }).tap();
    await expect(stateOf(other)).toHaveText(PAID);
    await other.context().close();
    await expect(stateOf(page)).toHaveText(PAID);
  });
});

test("without JavaScript a shopper orders, pays and sees the order turn to paid @once", async ({ browser, stack }) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  await page.goto("/");
  const slug = await page.locator('a[href^="/products/"]').first().getAttribute("href");
  await page.goto(slug ?? "/");
  await page.getByRole("button", { name: "立即购买" }).and(page.locator("[type=submit]")).click();
  await page.waitForURL(/\/checkout/);
  await page.getByLabel("收货人").fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.locator("input[name=region]").fill(RECEIVER.region.join(" "));
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/\/cashier\//);
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: /立即付款/ }).click();
  await page.getByRole("link", { name: "返回商家" }).click();
  await expect(stateOf(page)).toHaveText(PAID);
  await page.context().close();
});

test("an order's link opens it where it was not placed, and there it can be paid @once", async ({ page, browser, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const other = await openPhone(browser, stack);
  await other.goto(await linkOf(page));
  await other.getByRole("button", { name: "立即付款" }).tap();
  await other.waitForURL(/\/cashier\//);
  await payAtCashier(other);
  await other.context().close();
  await expect(stateOf(page)).toHaveText(PAID);
});

test("a shopper who only looks at 付款成功 is led back to the order @once", async ({ page, stack }) => {
  await stack.emulator.changeSettings({ returnAfterSeconds: 0 });
  await goToCashier(page, stack);
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: "下一步" }).tap();
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: /立即付款/ }).tap();
  await expect(stateOf(page)).toHaveText(PAID);
  await stack.emulator.changeSettings({ returnAfterSeconds: 3600 });
});
