// Money that comes when its order is long over, as the owner sees it.
import type { Page } from "playwright/test";
import { openPhone, reloadUntil } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { goToCashier, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test.describe.configure({ timeout: 120_000 });
test.use({ sql: "UPDATE products SET limit_per_buyer = 1 WHERE slug = 'makebei'" });

test("who cancels an order with its cashier left open, buys what one may buy, and pays the first one after all: the owner reads why that money does not count, and it goes back", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await stack.emulator.setFaults({ fault: "http-error", match: { service: "alipay.trade.refund" }, times: "always" });
  const shopper = await openPhone(browser, stack);
  const first = await goToCashier(shopper, stack, { product: "makebei" });
  await shopper.goto(`/orders/${first.no}`, { waitUntil: "networkidle" });
  await shopper.getByRole("button", { name: "取消订单" }).first().tap();
  await shopper.getByRole("button", { name: "确认取消" }).tap();
  await expect(stateOf(shopper)).toHaveText("已关闭", { timeout: 30_000 });
  await goToCashier(shopper, stack, { product: "makebei" });
  await payAtCashier(shopper);
  await stack.emulator.pay(first.outTradeNo);

  await logInAsOwner(page);
  await page.goto("/admin/discrepancies");
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "关闭后到账，超出限购" }) });
  await reloadUntil(page, () => expect(card).toBeVisible({ timeout: 1000 }));
  await expect(card.getByRole("link", { name: first.no })).toBeVisible();
  await expect(card.getByText(`¥${first.total}`).first()).toBeVisible();
  await expect(card.getByText("限购件数")).toBeVisible();
  await expect(card.getByText("藕荷釉马克杯")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await stack.emulator.clearFaults();
  await card.getByRole("link", { name: first.no }).click();
  await page.waitForURL(/\/admin\/orders\//);
  await confirmAtAlipay(page);
  const refunded = async () => (await stack.emulator.trades(first.outTradeNo))[0]?.refund_fee;
  await expect.poll(refunded, { timeout: 40_000 }).toBe(first.total);
  await page.goto("/admin/discrepancies");
  await reloadUntil(page, () => expect(page.getByText("没有待处理的异常")).toBeVisible({ timeout: 1000 }));
  await shopper.goto(`/orders/${first.no}`);
  await expect(stateOf(shopper)).toHaveText(/已关闭|已退款/);
  await shopper.context().close();
});

/** Where the contract wants the seller's password for what goes back, the owner types it at Alipay. */
async function confirmAtAlipay(page: Page): Promise<void> {
  const link = page.getByRole("link", { name: "去支付宝确认退款" });
  const goesByItself = test.info().project.name.includes("openapi");
  if (goesByItself) return;
  await reloadUntil(page, () => expect(link).toBeVisible({ timeout: 1000 }));
  const [alipay] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  await alipay.locator("input[name=password]").fill("111111");
  await alipay.getByRole("button", { name: /退款/ }).click();
  await expect(alipay.locator(".result").getByRole("heading")).toBeVisible();
  await alipay.close();
}
