import { goToCashier, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("the notice comes before the shopper returns: the order is paid already @once", async ({ page, stack }) => {
  await stack.emulator.setFaults({ fault: "notify-before-page" });
  const { outTradeNo } = await goToCashier(page, stack);
  await payAtCashier(page);
  expect((await stack.emulator.trades(outTradeNo))[0]?.notices[0]?.acknowledged_at).toBeTruthy();
  await page.getByRole("link", { name: "返回商家" }).tap();
  await expect(stateOf(page)).toHaveText(PAID);
});

test("the shopper returns before any notice: the gateway is asked, and the page says so", async ({ page, stack }) => {
  await stack.emulator.setFaults({ fault: "lose-notification", times: "always" });
  const { outTradeNo } = await goToCashier(page, stack);
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await expect(stateOf(page)).toHaveText(PAID);
  expect((await stack.emulator.trades(outTradeNo))[0]?.notices[0]?.acknowledged_at).toBeNull();
});

test("notice and return are both lost: the worker finds the money, and the waiting page turns to paid by itself", async ({
  page,
  stack,
}) => {
  await stack.emulator.setFaults({ fault: "lose-notification", times: "always" });
  const { no, outTradeNo } = await goToCashier(page, stack);
  await stack.emulator.pay(outTradeNo);
  await page.goto(`/orders/${no}`);
  await expect(stateOf(page)).toHaveText(PAID, { timeout: 30_000 });
});

test("while the gateway gives no answer the page says 支付结果确认中, and never that a payment failed", async ({
  page,
  stack,
  contract,
}) => {
  const channel = contract.startsWith("wap-token") ? "mapi" : "openapi";
  await stack.emulator.setFaults(
    { fault: "lose-notification", times: "always" },
    { fault: "http-error", match: { channel }, times: "always" },
  );
  await goToCashier(page, stack);
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await expect(stateOf(page)).toHaveText("支付结果确认中");
  await expect(page.getByText(/请勿重复支付/)).toBeVisible();
  await expect(page.getByText("支付失败")).toHaveCount(0);
  await stack.emulator.clearFaults();
  await expect(stateOf(page)).toHaveText(PAID, { timeout: 30_000 });
});

test("a notice that comes eight times pays once, and each time is answered with the seven letters @once", async ({ page, stack }) => {
  await stack.emulator.setFaults({ fault: "duplicate-notification", copies: 7 });
  const { no, outTradeNo } = await goToCashier(page, stack);
  await payAtCashier(page);
  await expect.poll(async () => (await stack.emulator.deliveries(outTradeNo)).length).toBe(8);
  for (const delivery of await stack.emulator.deliveries(outTradeNo))
    expect(delivery).toMatchObject({ http_status: 200, answer: "success" });
  await page.goto(`/orders/${no}`);
  await expect(stateOf(page)).toHaveText(PAID);
});

test("the shop is down when the money moves: after its restart the next notice, or its own question, pays the order @once", async ({
  page,
  stack,
}) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  await stack.emulator.setFaults({ fault: "lose-notification", times: 1 });
  const restarting = stack.restartShop();
  await stack.emulator.pay(outTradeNo);
  await restarting;
  await page.goto(`/orders/${no}`);
  await expect(stateOf(page)).toHaveText(PAID, { timeout: 30_000 });
});

test("a shopper who went back from a paid order is not sent to pay it again", async ({ page, stack }) => {
  await stack.emulator.setFaults({ fault: "lose-notification", times: "always" });
  const { no, outTradeNo } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const pay = page.getByRole("button", { name: "立即付款" });
  await expect(pay).toBeVisible();
  await stack.emulator.pay(outTradeNo);
  await expect(stateOf(page)).toHaveText(PAID, { timeout: 30_000 });
  await expect(pay).toHaveCount(0);
});
