import { goToCashier, linkOf, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("a shopper finds something nice, buys it and pays with Alipay", async ({ page, stack }) => {
  const { outTradeNo } = await goToCashier(page, stack, { browse: true });
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await page.waitForURL(/\/orders\/\d+$/);
  await expect(stateOf(page)).toHaveText(PAID);

  const [trade] = await stack.emulator.trades(outTradeNo);
  expect(trade).toMatchObject({ standing: "paid", trade_status: "TRADE_SUCCESS" });
  await expect(page.getByText(`¥${trade?.total_fee}`).first()).toBeAttached();
});

test("a shopper who closes the page at the cashier after paying finds the order paid, in another browser too", async ({
  page,
  browser,
  stack,
}) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  await payAtCashier(page);
  await page.goto("about:blank");
  await expect.poll(async () => (await stack.emulator.trades(outTradeNo))[0]?.notices[0]?.acknowledged_at).toBeTruthy();

  await page.goto(`/orders/${no}`);
  await expect(stateOf(page)).toHaveText(PAID);

  const elsewhere = await browser.newContext({ locale: "zh-CN" });
  const other = await elsewhere.newPage();
  await other.goto(await linkOf(page));
  await expect(stateOf(other)).toHaveText(PAID);
  await elsewhere.close();
});

test("a shopper who gives up at the cashier comes back to the order and pays it after all, in the same trade", async ({ page, stack }) => {
  const { outTradeNo } = await goToCashier(page, stack);
  await page.getByRole("link", { name: /放弃付款/ }).tap();
  await page.waitForURL(/\/orders\/\d+$/);
  await expect(stateOf(page)).toHaveText("待付款");
  await expect(page.getByText(/剩余付款时间/)).toBeVisible();

  await page.getByRole("button", { name: "立即付款" }).tap();
  await page.waitForURL(/\/cashier\//);
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await expect(stateOf(page)).toHaveText(PAID);
  expect(await stack.emulator.trades(outTradeNo)).toHaveLength(1);
});

test("a shopper cancels an unpaid order", async ({ page, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`, { waitUntil: "load" });
  await page.getByRole("button", { name: "取消订单" }).tap();
  await page.getByRole("button", { name: "确认取消" }).tap();
  await expect(stateOf(page)).toHaveText("已关闭");
  await expect(page.getByText("您取消了订单")).toBeVisible();
});

test("the next purchase remembers the address, and 我的订单 shows both orders", async ({ page, stack }) => {
  const first = await goToCashier(page, stack);
  const second = await goToCashier(page, stack);
  expect(second.no).not.toBe(first.no);
  await page.goto("/orders");
  await expect(page.locator(`a[href="/orders/${first.no}"]`).first()).toBeVisible();
  await expect(page.locator(`a[href="/orders/${second.no}"]`).first()).toBeVisible();
});
