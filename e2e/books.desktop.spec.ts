import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import { refundAsOwner, reloadUntil, shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { RECEIVER } from "./support/shopper";
import { expect, test } from "./support/stack";

const NOTE = "老顾客，多送一包茶";

/** Today's line of the file that the owner downloads, in fen. The shop may have sold before this journey. */
async function todaysLine(page: Page): Promise<{ payments: number; paid: number; refunds: number; refunded: number; net: number }> {
  await page.goto("/admin/books");
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载 CSV" }).click()]);
  const cells =
    readFileSync(await csv.path(), "utf8")
      .trimEnd()
      .split("\r\n")
      .at(-1)
      ?.split(",") ?? [];
  const [, payments, paid, , , refunds, refunded, , net] = cells.map((cell) => Math.round(Number(cell) * 100));
  if (payments === undefined || paid === undefined || refunds === undefined || refunded === undefined || net === undefined)
    throw new Error(`not a line of figures: ${cells.join()}`);
  return { payments: payments / 100, paid, refunds: refunds / 100, refunded, net };
}

test("an owner sees in list, books and customers what a shopper bought and got back today, and keeps a note that the shopper never sees", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  const before = await todaysLine(page);
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await refundAsOwner(page, no, { amount: "1.00", reason: "少发了一件小样" });
  await reloadUntil(shopper, () => expect(shopper.getByText("部分退款").first()).toBeVisible({ timeout: 1000 }));

  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.getByLabel("只有后台看得到").fill(NOTE);
  await page.getByRole("button", { name: "保存备注" }).click();
  await expect(page.getByText("备注已保存")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await shopper.reload({ waitUntil: "networkidle" });
  expect(await shopper.content()).not.toContain("老顾客");

  // The list: what is in it, its marks in their order, and what was searched stays with the tabs and the days.
  await page.goto("/admin/orders?tab=paid&q=老顾客", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "今天" }).click();
  await expect(page).toHaveURL(/from=.*&to=/);
  const row = page.getByRole("link", { name: new RegExp(no) });
  await expect(row).toContainText(NOTE);
  await expect(row).toContainText(/部分退款\s*待发货/);
  await expect(row.getByRole("img").or(row.locator("img")).first()).toBeVisible();
  await page.getByRole("navigation", { name: "订单状态" }).getByRole("link", { name: /^全部/ }).click();
  await expect(page).toHaveURL(/q=.*from=/);
  await expect(row).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("link", { name: "昨天" }).click();
  await expect(page.getByText("没有找到符合的订单")).toBeVisible();

  const after = await todaysLine(page);
  const sold = after.paid - before.paid;
  expect(sold).toBeGreaterThan(100);
  expect(after).toEqual({
    ...{ payments: before.payments + 1, paid: before.paid + sold, refunds: before.refunds + 1, refunded: before.refunded + 100 },
    net: before.net + sold - 100,
  });
  await expect(page.getByRole("img", { name: /每天的收款、退款和净额/ })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.goto("/admin");
  await expect(page.getByRole("link", { name: /今日净额/ })).toContainText((after.net / 100).toFixed(2));

  await page.goto(`/admin/customers?q=${RECEIVER.phone.slice(-4)}`, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: new RegExp(RECEIVER.phone) }).click();
  await expect(page.getByRole("link", { name: new RegExp(no) })).toContainText(NOTE);
  expect(page.url()).not.toContain(RECEIVER.phone);
  expect(await seriousProblems(page)).toEqual([]);
  await shopper.context().close();
});

test("an owner whose browser runs no JavaScript asks for some days, searches among them and reads the numbers behind the chart", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await shopper.context().close();
  await logInAsOwner(page);
  const plain = await browser.newContext({
    ...{ javaScriptEnabled: false, baseURL: stack.shopUrl, locale: "zh-CN", timezoneId: "Asia/Shanghai" },
    storageState: await page.context().storageState(),
  });
  const owner = await plain.newPage();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await owner.goto("/admin/orders?tab=paid");
  await owner.getByText("选日期").click();
  await owner.getByLabel("下单日期，从").fill(today);
  await owner.getByLabel("下单日期，到").fill(today);
  await owner.getByRole("button", { name: "查看" }).click();
  await expect(owner).toHaveURL(`/admin/orders?tab=paid&from=${today}&to=${today}`);
  await owner.getByRole("searchbox").fill(no);
  await owner.getByRole("button", { name: "搜索" }).click();
  await expect(owner).toHaveURL(new RegExp(`from=${today}`));
  await expect(owner.getByRole("link", { name: new RegExp(no) })).toBeVisible();
  await owner.goto("/admin/books");
  await owner.getByText("选日期").click();
  await owner.getByLabel("日期，从").fill(today);
  await owner.getByRole("button", { name: "查看" }).click();
  await expect(owner.getByRole("row", { name: new RegExp(today) })).toBeVisible();
  await plain.close();
});
