import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { goToCashier, payAtCashier } from "./support/shopper";
import { expect, test } from "./support/stack";

test("an owner pastes the address that a buyer came back by, and reads that it is whole, or what a link shortener put into it", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const shopper = await openPhone(browser, stack);
  await goToCashier(shopper, stack);
  await payAtCashier(shopper);
  const address = (await shopper.getByRole("link", { name: "返回商家" }).getAttribute("href")) ?? "";
  await shopper.context().close();
  await logInAsOwner(page);
  await page.goto("/admin/deliveries");
  await page.getByRole("link", { name: "贴一段消息" }).click();
  await page.waitForURL("**/admin/deliveries/explain");
  expect(await seriousProblems(page)).toEqual([]);
  const ask = async (text: string) => {
    await page.getByLabel("内容").fill(text);
    await page.getByRole("button", { name: "查原因" }).click();
  };
  await ask(address);
  await expect(page.getByText("没有问题：签名和内容都对。")).toBeVisible();
  await ask(`${address}&utm_source=shortlink`);
  await expect(page.getByText(/utm_source/).last()).toBeVisible();
  await expect(page.getByText("怎么改").first()).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await ask("");
  await expect(page.getByText("没有问题：签名和内容都对。")).toHaveCount(0);
});
