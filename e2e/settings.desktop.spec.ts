import { openPhone } from "./support/people";
import { expect, test } from "./support/stack";

test("the owner says how to reach the shop and how it ships; a shopper reads it, and a wrong filing is named beside its field @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await page.goto("/admin/settings", { waitUntil: "networkidle" });
  const contact = page.getByRole("form", { name: "联系方式" });
  await contact.getByLabel("电话").fill("0571-00000001");
  await contact.getByLabel("营业时间").fill("每天 10:00–18:00");
  await contact.getByRole("button", { name: "保存" }).click();
  await expect(contact.getByText("已保存")).toBeVisible();
  const policies = page.getByRole("form", { name: "发货、退换与隐私" });
  await policies.getByLabel("发货说明").fill("每天下午四点发货。");
  await policies.getByRole("button", { name: "保存" }).click();
  await expect(policies.getByText("已保存")).toBeVisible();
  const filings = page.getByRole("form", { name: "备案与执照" });
  await filings.getByLabel("ICP 备案号").fill("备案 12345");
  await filings.getByRole("button", { name: "保存" }).click();
  await expect(filings.getByText("备案号的写法是")).toBeVisible();
  await expect(filings.getByLabel("ICP 备案号")).toHaveValue("备案 12345");

  const shopper = await openPhone(browser, stack);
  await shopper.goto("/");
  await shopper.getByRole("navigation", { name: "店铺信息" }).getByRole("link", { name: "关于本店" }).tap();
  await expect(shopper.getByRole("link", { name: "0571-00000001" })).toHaveAttribute("href", "tel:057100000001");
  await expect(shopper.getByText("每天 10:00–18:00")).toBeVisible();
  await expect(shopper.getByText("每天下午四点发货。")).toBeVisible();
  await shopper.context().close();
});

test("the owner makes a category with an icon of the shop's, moves it, and deletes it again @once", async ({ page, logInAsOwner }) => {
  await logInAsOwner(page);
  await page.goto("/admin/categories", { waitUntil: "networkidle" });
  const add = page.getByRole("form", { name: "添加分类" });
  await add.getByLabel("名称").fill("蜂产品");
  await add.getByText("蜂蜜", { exact: true }).click();
  await add.getByRole("button", { name: "添加分类" }).click();
  const names = page.getByRole("listitem").getByRole("heading");
  await expect(names.last()).toHaveText("蜂产品");
  await page.getByRole("button", { name: "上移：蜂产品" }).click();
  await expect(names.nth(-2)).toHaveText("蜂产品");
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "蜂产品" }) });
  await card.getByText("修改").click();
  await card.getByRole("button", { name: "删除" }).click();
  await expect(page.getByText("分类已删除")).toBeVisible();
  await expect(page.getByRole("heading", { name: "蜂产品" })).toHaveCount(0);
});
