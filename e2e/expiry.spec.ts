import { goToCashier, logInAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test.use({ stackEnv: { ORDER_EXPIRES_IN_SECONDS: "8" } });

test("an order's time ends while the shopper is at the cashier: it closes there first, then here, and cannot be paid any more @once", async ({
  page,
  browser,
  stack,
}) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  await logInAtCashier(page);
  const watching = await browser.newContext({ storageState: await page.context().storageState() });
  const orderPage = await watching.newPage();
  await orderPage.goto(`${stack.shopUrl}/orders/${no}`);
  await expect(stateOf(orderPage)).toHaveText("已关闭", { timeout: 30_000 });
  expect((await stack.emulator.trades(outTradeNo))[0]).toMatchObject({ standing: "closed" });

  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: /立即付款/ }).tap();
  await expect(page.getByRole("heading", { name: "交易已关闭" })).toBeVisible();
  await watching.close();
});
