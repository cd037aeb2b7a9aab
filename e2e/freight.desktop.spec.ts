import { openProduct } from "./support/goods";
import { goOnAtAlipay, openPhone } from "./support/people";
import { goToCashier, payAtCashier } from "./support/shopper";
import { expect, test } from "./support/stack";

test("the owner makes a template that leaves a province out, gives it to goods, and a shopper reads it; what is used is not deleted @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await page.goto("/admin/freight", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "新建按件模板" }).click();
  const form = page.getByRole("form", { name: "新建按件模板" });
  await form.getByLabel("模板名称").fill("小件快递");
  await form.getByLabel("首件运费（元）").first().fill("7");
  await form.getByLabel("续件运费（元）").first().fill("1");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByText("请填写 0 到 10000 之间的金额，最多两位小数").first()).toBeVisible();
  await form.getByLabel("首件运费（元）").nth(1).fill("18");
  await form.getByLabel("续件运费（元）").nth(1).fill("6");
  await form.getByLabel("西藏", { exact: true }).selectOption("不发货");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("模板已添加")).toBeVisible();
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "小件快递" }) });
  await expect(card.getByText("不发货：西藏、台湾、香港、澳门")).toBeVisible();

  await openProduct(page, "软皮手账本");
  const basics = page.getByRole("form", { name: "基本信息" });
  await basics.getByLabel("运费", { exact: true }).selectOption("模板：小件快递");
  await basics.getByRole("button", { name: "保存" }).click();
  await expect(basics.getByText("已保存")).toBeVisible();

  const shopper = await openPhone(browser, stack);
  await shopper.goto("/products/shouzhang");
  await expect(shopper.getByText("¥7 起 · 不发西藏、港澳台")).toBeVisible();
  await shopper.context().close();

  await page.goto("/admin/freight", { waitUntil: "networkidle" });
  await card.getByRole("link", { name: "修改 小件快递" }).click();
  await expect(page.getByText("有 1 个商品在用这个模板")).toBeVisible();
});

test("the owner gives the goods of a shipped order back, and the freight only when it is ticked @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const shopper = await openPhone(browser, stack);
  const { no } = await goToCashier(shopper, stack, { product: "huasheng" });
  await payAtCashier(shopper);
  await shopper.context().close();

  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await expect(page.getByText("普通快递：1 件 ¥6.00")).toBeVisible();
  await page.locator("summary").filter({ hasText: "发起退款" }).click();
  const form = page.getByRole("form", { name: "发起退款" });
  await expect(form.getByLabel(/退款金额/)).toHaveValue("16.80");
  await expect(form.getByLabel("连运费 ¥6.00 一起退")).toBeChecked();
  await form.getByLabel(/退款金额/).fill("1.00");
  await expect(form.getByLabel("连运费 ¥6.00 一起退")).not.toBeChecked();
  await form.getByLabel(/退款金额/).fill("16.80");
  await expect(form.getByLabel("连运费 ¥6.00 一起退")).toBeChecked();

  await page.getByLabel("快递公司").selectOption("中通快递");
  await page.getByLabel("快递单号").fill("73100000000001");
  await page.getByRole("button", { name: "确认发货" }).click();
  await expect(page.getByText("已发货").first()).toBeVisible();
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "发起退款" }).click();
  await expect(form.getByLabel(/退款金额/)).toHaveValue("16.80");
  await expect(form.getByLabel("连运费 ¥6.00 一起退")).not.toBeChecked();
  await form.getByLabel(/退款原因/).fill("收到后退货");
  await form.getByRole("button", { name: "确认退款" }).click();
  await goOnAtAlipay(page, "收到后退货");
  await expect(page.locator("#refunds li").filter({ hasText: "收到后退货" }).getByText("¥16.80").first()).toBeVisible();
});
