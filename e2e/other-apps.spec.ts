import { fillAddress, goToCashier, linkOf, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

const WECHAT =
  "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.47 Language/zh_CN";

test.describe("inside WeChat", () => {
  test.use({ userAgent: WECHAT });

  test("a shopper may look and order, and is shown the way to the browser when it comes to paying @once", async ({
    page,
    browser,
    stack,
  }) => {
    await page.goto("/");
    const slug = await page.locator('a[href^="/products/"]').first().getAttribute("href");
    await page.goto(slug ?? "/", { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "立即购买" }).tap();
    await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).tap();
    await page.waitForURL(/\/checkout/);
    await fillAddress(page);
    await page.getByRole("button", { name: "提交订单" }).tap();
    await expect(page.getByRole("heading", { name: "请在浏览器中打开付款" })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(stack.shopUrl);

    // 在浏览器打开 takes this very address along.
    const phone = await browser.newContext({
      locale: "zh-CN",
      hasTouch: true,
      isMobile: true,
      userAgent: WECHAT.replace(/ MicroMessenger.*/, ""),
    });
    const other = await phone.newPage();
    await other.goto(page.url());
    await other.getByRole("button", { name: "立即付款" }).tap();
    await payAtCashier(other);
    await other.getByRole("link", { name: "返回商家" }).tap();
    await expect(stateOf(other)).toHaveText(PAID);
    await phone.close();
    await expect(stateOf(page)).toHaveText(PAID);
  });
});

test("without JavaScript a shopper orders, pays and sees the order turn to paid @once", async ({ browser, stack }) => {
  const context = await browser.newContext({
    baseURL: stack.shopUrl,
    javaScriptEnabled: false,
    locale: "zh-CN",
    isMobile: true,
    hasTouch: true,
    userAgent: WECHAT.replace(/ MicroMessenger.*/, ""),
  });
  const page = await context.newPage();
  await page.goto("/");
  const slug = await page.locator('a[href^="/products/"]').first().getAttribute("href");
  await page.goto(slug ?? "/");
  await page.getByRole("button", { name: "立即购买" }).and(page.locator("[type=submit]")).click();
  await page.waitForURL(/\/checkout/);
  await page.getByLabel("收货人").fill("测试收货人");
  await page.getByLabel("手机号").fill("13800000000");
  await page.locator("input[name=region]").fill("浙江省 杭州市 西湖区");
  await page.getByLabel("详细地址").fill("文三路 1 号");
  await page.getByRole("button", { name: "提交订单" }).click();
  await page.waitForURL(/\/cashier\//);
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: /立即付款/ }).click();
  await page.getByRole("link", { name: "返回商家" }).click();
  await expect(stateOf(page)).toHaveText(PAID);
  await context.close();
});

test("an order's link opens it where it was not placed, and there it can be paid @once", async ({ page, browser, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const friend = await browser.newContext({
    baseURL: stack.shopUrl,
    locale: "zh-CN",
    hasTouch: true,
    isMobile: true,
    userAgent: WECHAT.replace(/ MicroMessenger.*/, ""),
  });
  const other = await friend.newPage();
  await other.goto(await linkOf(page));
  await other.getByRole("button", { name: "立即付款" }).tap();
  await other.waitForURL(/\/cashier\//);
  await payAtCashier(other);
  await friend.close();
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
