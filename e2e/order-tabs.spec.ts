import { openPhone, ownerTypingParcel } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

for (const javaScriptEnabled of [true, false])
  test(`a shopper ${javaScriptEnabled ? "" : "without JavaScript "}finds the parcel under 待收货, confirms it from the list and buys the same again @once`, async ({
    browser,
    stack,
    logInAsOwner,
  }) => {
    const owner = await browser.newPage({ baseURL: stack.shopUrl, locale: "zh-CN", viewport: { width: 1280, height: 800 } });
    const { shopper } = await ownerTypingParcel(owner, { browser, stack, logInAsOwner }, "YT7312345678901");
    await owner.getByRole("button", { name: /发货/ }).first().click();
    await expect(shopper.locator("#order-state")).toHaveText("待收货");
    const storageState = await shopper.context().storageState();
    await shopper.context().close();

    const page = await openPhone(browser, stack, { javaScriptEnabled, storageState });
    await page.goto("/orders", { waitUntil: "networkidle" });
    await page
      .getByRole("link", { name: "待收货 1" })
      .or(page.getByRole("link", { name: "待收货1" }))
      .tap();
    await expect(page).toHaveURL(/tab=to_receive/);
    const order = page.getByRole("article");
    await expect(order).toHaveCount(1);
    if (javaScriptEnabled) {
      await page.waitForLoadState("networkidle");
      expect(await seriousProblems(page)).toEqual([]);
      await order.getByRole("button", { name: "确认收货" }).tap();
      await page.getByRole("dialog").getByRole("button", { name: "确认收货" }).tap();
    } else await page.getByRole("button", { name: "确认收货" }).tap();
    await expect(order).toHaveCount(0);
    await page.getByRole("link", { name: "已完成", exact: true }).tap();
    await expect(page).toHaveURL(/tab=completed/);
    await page.getByRole("button", { name: "再次购买" }).tap();
    await page.waitForURL(/\/checkout/);
    await expect(page.getByRole("button", { name: "提交订单" })).toBeVisible();
    for (const one of [page, owner]) await one.context().close();
  });
