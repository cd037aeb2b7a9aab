import { placeAtDesk } from "./support/desk";
import { openPhone, shopperWhoPaid } from "./support/people";
import { linkOf, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("a shopper pays, the owner finds the order with everything that happened to it and ships it, and the shopper sees the parcel", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  await expect(stateOf(shopper)).toHaveText(PAID);

  await logInAsOwner(page);
  await page.goto(`/admin/orders?q=${no}`);
  await page
    .getByRole("link", { name: new RegExp(no) })
    .first()
    .click();
  await expect(page.getByText(outTradeNo).first()).toBeVisible();
  await expect(page.getByText("演示模式").first()).toBeVisible();

  await page.getByLabel("快递公司").selectOption({ index: 1 });
  await page.locator("[name=trackingNo]").fill("SF1234567890");
  // The owner looks at another tab and comes back: the page is read anew, and what was typed stays.
  const readAnew = page.waitForResponse((answer) => answer.request().headers().rsc === "1" && answer.url().includes(`/orders/${no}`));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await readAnew;
  await expect(page.locator("[name=trackingNo]")).toHaveValue("SF1234567890");
  await page.getByRole("button", { name: /发货/ }).click();
  await expect(page.getByText("SF1234567890").first()).toBeVisible();
  await expect(stateOf(shopper)).toHaveText("待收货");
  await expect(shopper.getByText("SF1234567890")).toBeVisible();
  await shopper.context().close();
});

test("a visitor at a desk sees the order's link as a QR code, and the page turns to paid when the phone has paid", async ({
  page,
  browser,
  stack,
}) => {
  await placeAtDesk(page);
  await expect(page.getByRole("heading", { name: "请用手机扫码付款" })).toBeVisible();

  const link = await linkOf(page);
  const shopper = await openPhone(browser, stack);
  await shopper.goto(link);
  await shopper.getByRole("button", { name: "立即付款" }).tap();
  await payAtCashier(shopper);
  await shopper.context().close();
  await expect(stateOf(page)).toHaveText(PAID);
  expect((await stack.emulator.trades()).at(-1)).toMatchObject({ standing: "paid" });
});
