import { goToCashier, PAID, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("the network is lost at the moment of news: the order page stays, says so, and shows the news when the network is back @once", async ({
  page,
  stack,
}) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`, { waitUntil: "networkidle" });
  // The poll still brings the news; nothing after it gets through.
  await page.route(`**/orders/${no}**`, (route) =>
    new URL(route.request().url()).pathname.startsWith("/api/") ? route.fallback() : route.abort("internetdisconnected"),
  );
  await stack.emulator.pay(outTradeNo);
  await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toBeVisible();
  await expect(stateOf(page)).toHaveText("待付款");
  expect(page.url()).toBe(`${stack.shopUrl}/orders/${no}`);
  await page.unroute(`**/orders/${no}**`);
  await expect(stateOf(page)).toHaveText(PAID);
  await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toHaveCount(0);
});

test("a buyer whose phone is offline while the payment arrives sees it paid when the network is back @once", async ({ page, stack }) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`, { waitUntil: "load" });
  await page.context().setOffline(true);
  await stack.emulator.pay(outTradeNo);
  await expect(stateOf(page)).toHaveText("待付款");
  await page.context().setOffline(false);
  await expect(stateOf(page)).toHaveText(PAID);
});

for (const [how, answer] of [
  ["the network is lost", "internetdisconnected"],
  ["a proxy answers for the shop", 502],
] as const) {
  test(`${how} just after the shop was reached: the order page still stays, says so, and tries again @once`, async ({ page, stack }) => {
    const { no, outTradeNo } = await goToCashier(page, stack);
    await page.goto(`/orders/${no}`, { waitUntil: "networkidle" });
    // The poll and the look whether the shop is there get through; the refresh itself does not.
    await page.route(`**/orders/${no}?*`, (route) => {
      if (route.request().headers().rsc === undefined) return route.fallback();
      return typeof answer === "number" ? route.fulfill({ status: answer, body: "Bad Gateway" }) : route.abort(answer);
    });
    await stack.emulator.pay(outTradeNo);
    await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toBeVisible();
    await expect(stateOf(page)).toHaveText("待付款");
    expect(page.url()).toBe(`${stack.shopUrl}/orders/${no}`);
    await page.unroute(`**/orders/${no}?*`);
    await expect(stateOf(page)).toHaveText(PAID);
    await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toHaveCount(0);
  });
}
