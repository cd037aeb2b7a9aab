import { payAtDesk, placeAtDesk } from "./support/desk";
import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { goToCashier, linkOf, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

// The contract has 电脑网站支付 too.
test.use({ stackEnv: { ALIPAY_COMPUTER_PAGE: "on" } });

const HERE = "在这台电脑上付款";

test("a visitor at a desk pays there at once, and comes back to an order that is paid @computer-page", async ({ page, stack }) => {
  await placeAtDesk(page);
  await page.waitForURL(/\/cashier\//);
  await payAtDesk(page);
  await expect(stateOf(page)).toHaveText(PAID);
  expect((await stack.emulator.trades()).at(-1)).toMatchObject({ standing: "paid" });
});

test("who leaves that page pays the same trade from the order's page, there or with a phone; one begun on a phone stays on it @computer-page", async ({
  page,
  browser,
  stack,
}) => {
  await placeAtDesk(page);
  await page.waitForURL(/\/cashier\//);
  await page.goto("/orders");
  await page.getByRole("article").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "也可以用手机扫码付款" })).toBeVisible();
  await expect(page.getByRole("button", { name: HERE })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  const link = await linkOf(page);
  await page.getByRole("button", { name: HERE }).click();
  await page.waitForURL(/\/cashier\//);
  await page.goBack();

  const shopper = await openPhone(browser, stack);
  await shopper.goto(link);
  await shopper.getByRole("button", { name: "立即付款" }).tap();
  await payAtCashier(shopper);
  await page.reload();
  await expect(stateOf(page)).toHaveText(PAID);
  const { length } = await stack.emulator.trades();

  await goToCashier(shopper, stack);
  await shopper.goto("/orders");
  await shopper.getByRole("article").getByRole("link").first().tap();
  await page.goto(await linkOf(shopper));
  await page.getByRole("button", { name: HERE }).click();
  await expect(page.getByText("已经在手机上打开了付款")).toBeVisible();
  await expect(page).toHaveURL(/\/orders\//);
  expect((await stack.emulator.trades()).length).toBe(length + 1);
  await shopper.context().close();
});
