import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { fillAddress, payAtCashier } from "./support/shopper";
import { expect, test } from "./support/stack";

test("an owner sells a shirt in colours and sizes, filled in at once, and a shopper pays for just one combination", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await page.goto("/admin/products/new");
  await page.getByLabel("标题", { exact: true }).fill("棉布衬衫");
  await page.getByLabel("售价（元）").fill("99");
  await page.getByLabel("库存", { exact: true }).fill("0");
  await page.getByRole("button", { name: "创建商品" }).click();
  await page.waitForURL(/\/admin\/products\/\d+$/);

  const addOption = page.getByRole("form", { name: "添加规格项" });
  await page.getByText("添加规格项", { exact: true }).first().click();
  await addOption.getByLabel("名称").fill("颜色");
  await addOption.getByLabel("可选的值").fill("红、蓝");
  await addOption.getByRole("button", { name: "添加规格项" }).click();
  await expect(page.getByRole("heading", { name: "第 1 项：颜色" })).toBeVisible();
  await addOption.getByLabel("名称").fill("尺码");
  await addOption.getByLabel("可选的值").fill("M\nL");
  await addOption.getByRole("button", { name: "添加规格项" }).click();
  await expect(page.getByRole("heading", { name: "第 2 项：尺码" })).toBeVisible();

  const fill = page.getByRole("group", { name: "批量填充" });
  await fill.getByLabel("售价（元）").fill("129");
  await fill.getByLabel("可售库存").fill("8");
  await fill.getByRole("button", { name: "填入" }).click();
  await expect(fill.getByText("已填入 4 行，保存后生效")).toBeVisible();
  await page.getByRole("group", { name: "蓝 / L" }).getByLabel("可售库存").fill("0");
  await page.getByRole("group", { name: "红 / L" }).getByLabel("售价（元）").fill("139");
  await page.getByRole("button", { name: "保存价格与库存" }).click();
  await expect(page.getByRole("form", { name: "价格与库存" }).getByText("已保存")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "上架" }).click();
  await expect(page.getByRole("link", { name: "在店里看" })).toBeVisible();
  const href = await page.getByRole("link", { name: "在店里看" }).getAttribute("href");

  const shopper = await openPhone(browser, stack);
  await shopper.goto(href ?? "/", { waitUntil: "networkidle" });
  await shopper.getByRole("button", { name: "立即购买" }).tap();
  const sheet = shopper.getByRole("dialog");
  await expect(sheet.getByText("请选择颜色、尺码")).toBeVisible();
  await sheet.getByText("蓝", { exact: true }).tap();
  await sheet.getByText("L", { exact: true }).tap();
  // Blue is sold out in L, so that it has given way.
  await expect(sheet.getByText("请选择颜色")).toBeVisible();
  await sheet.getByText("红", { exact: true }).tap();
  await expect(sheet.getByText("已选：红、L")).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);
  await sheet.getByRole("button", { name: "立即购买" }).tap();
  await shopper.waitForURL(/\/checkout/);
  await expect(shopper.getByText("红 / L")).toBeVisible();
  await fillAddress(shopper);
  await shopper.getByRole("button", { name: "提交订单" }).tap();
  await shopper.waitForURL(/\/cashier\//);
  await payAtCashier(shopper);
  await shopper.context().close();

  await page.reload();
  await expect(page.getByRole("group", { name: "红 / L" }).getByLabel("可售库存")).toHaveValue("7");
  await expect(page.getByRole("group", { name: "红 / L" }).getByText("已售 1")).toBeVisible();
});
