import { devices } from "playwright/test";
import { openPhone } from "./support/people";
import { goToCashier, logInAtCashier, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("an owner makes an order cheaper whose buyer is at the cashier: the buyer sees it at once, and pays the new sum without scripts @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}, info) => {
  const picture = (name: string) => info.outputPath(`${name}.png`);
  const shopper = await openPhone(browser, stack, { viewport: { width: 390, height: 844 } });
  const { no, outTradeNo, total } = await goToCashier(shopper, stack, { pieces: 2 });
  await logInAtCashier(shopper);
  await expect(shopper.getByRole("heading", { name: "确认付款" })).toBeVisible();
  await shopper.goto(`/orders/${no}`, { waitUntil: "load" });
  const own = { baseURL: stack.shopUrl, locale: "zh-CN", timezoneId: "Asia/Shanghai", javaScriptEnabled: false };
  const cookies = await shopper.context().storageState();
  const plain = await (
    await browser.newContext({ ...devices["Pixel 7"], viewport: { width: 360, height: 740 }, ...own, storageState: cookies })
  ).newPage();
  await plain.goto("/orders");

  await logInAsOwner(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "改价、改运费、改地址" }).click();
  const form = page.getByRole("form", { name: "改价 / 改地址" });
  await form.getByLabel("整单再减（元）").fill("5");
  await form.getByLabel("给买家的说明（可不填）").fill("老顾客优惠");
  await form.getByRole("button", { name: "确认修改" }).click();
  await expect(form.getByText(/还没有保存.*应付/)).toBeVisible();
  await page.screenshot({ path: picture("owner-preview"), fullPage: true });
  await form.getByRole("button", { name: "确认修改" }).click();
  await expect(form.getByText("已修改，买家现在看到的就是新的金额和收货信息")).toBeVisible();
  await page.screenshot({ path: picture("owner-changed"), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: picture("owner-changed-phone"), fullPage: true });

  const sum = (Number(total) - 5).toFixed(2);
  await expect(shopper.getByRole("heading", { name: "商家修改了订单" }), "without being loaded again").toBeVisible();
  await expect(shopper.getByText(`¥${total} → ¥${sum}`).first()).toBeVisible();
  await shopper.screenshot({ path: picture("order-changed"), fullPage: true });
  expect((await stack.emulator.trades(outTradeNo))[0]).toMatchObject({ standing: "closed" });

  await plain.getByRole("button", { name: "去付款" }).tap();
  await expect(plain.getByText(`商家改过金额，现在应付 ¥${sum}`)).toBeVisible();
  await plain.screenshot({ path: picture("list-old-sum"), fullPage: true });
  await plain.goto(`/orders/${no}`);
  await expect(plain.getByText("老顾客优惠")).toBeVisible();
  await plain.screenshot({ path: picture("order-changed-360"), fullPage: true });
  await plain.getByRole("button", { name: "立即付款" }).tap();
  await plain.waitForURL(/\/cashier\//);
  await payAtCashier(plain);
  await plain.goto(`/orders/${no}`);
  await expect(stateOf(plain)).toHaveText(PAID);
  const trades = (await stack.emulator.trades()).filter(({ subject }) => subject.endsWith(no));
  expect(trades.map(({ standing, total_fee }) => [standing, total_fee]).sort()).toEqual([
    ["closed", total],
    ["paid", sum],
  ]);
  await plain.context().close();
  await shopper.context().close();
});
