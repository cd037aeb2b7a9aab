import { ownerTypingParcel } from "./support/people";
import { expect, test } from "./support/stack";

test("an owner who comes back to the page without a network keeps what was typed, is told, and ships when the network is back", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper } = await ownerTypingParcel(page, { browser, stack, logInAsOwner }, "YT0000000000002");
  await page.context().setOffline(true);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toBeVisible();
  await expect(page.getByLabel("快递单号")).toHaveValue("YT0000000000002");
  await page.context().setOffline(false);
  await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toHaveCount(0);
  await expect(page.getByLabel("快递单号")).toHaveValue("YT0000000000002");
  await page.getByRole("button", { name: "确认发货" }).click();
  await expect(page.getByText("快递单号：YT0000000000002")).toBeVisible();
  await shopper.context().close();
});

test("an owner whose network goes just after the shop was reached keeps what was typed, and ships when it is back", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper } = await ownerTypingParcel(page, { browser, stack, logInAsOwner }, "YT0000000000003");
  const here = `**${new URL(page.url()).pathname}*`;
  await page.route(here, (route) => (route.request().headers().rsc === undefined ? route.fallback() : route.abort("internetdisconnected")));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toBeVisible();
  await expect(page.getByLabel("快递单号")).toHaveValue("YT0000000000003");
  await page.unroute(here);
  await expect(page.getByText("网络不太好，显示的可能不是最新，正在重试")).toHaveCount(0);
  await expect(page.getByLabel("快递单号")).toHaveValue("YT0000000000003");
  await page.getByRole("button", { name: "确认发货" }).click();
  await expect(page.getByText("快递单号：YT0000000000003")).toBeVisible();
  await shopper.context().close();
});
