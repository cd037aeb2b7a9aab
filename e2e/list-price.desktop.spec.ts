import { openProduct } from "./support/goods";
import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

test("an owner who calls a price 原价 that nobody paid reads why not, and shoppers read what a struck-through price is @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await openProduct(page, "赣南脐橙");
  const slug = (await page.getByRole("link", { name: "在店里看" }).getAttribute("href")) ?? "";
  const matrix = page.getByRole("form", { name: "价格与库存" });
  await matrix.getByLabel("划线价是什么").selectOption("former");
  await matrix.getByRole("button", { name: "保存价格与库存" }).click();
  await expect(matrix.getByText(/不能叫原价/).first()).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  // Nothing was saved, and nothing that was typed is lost.
  await expect(matrix.getByLabel("划线价是什么")).toHaveValue("former");
  const shopper = await openPhone(browser, stack);
  await shopper.goto(slug, { waitUntil: "networkidle" });
  await expect(shopper.getByText("划线价是商家给出的参考价，不是原价，不作为优惠的依据")).toBeVisible();

  await matrix.getByLabel("划线价是什么").selectOption("suggested");
  await matrix.getByRole("button", { name: "保存价格与库存" }).click();
  await expect(matrix.getByText("已保存")).toBeVisible();
  await shopper.reload({ waitUntil: "networkidle" });
  await expect(shopper.getByText("建议零售价", { exact: false }).first()).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);
  await shopper.context().close();
});

test("an owner without JavaScript sets from how many pieces on one variant is scarce, and finds it among what is @once", async ({
  browser,
  stack,
  logInAsOwner,
}) => {
  const page = await browser.newPage({
    baseURL: stack.shopUrl,
    locale: "zh-CN",
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  await logInAsOwner(page);
  await openProduct(page, "赣南脐橙");
  const matrix = page.getByRole("form", { name: "价格与库存" });
  await matrix.getByLabel("库存提醒（件）").first().fill("5000");
  await matrix.getByRole("button", { name: "保存价格与库存" }).click();
  await expect(matrix.getByText("已保存")).toBeVisible();
  await expect(matrix.getByLabel("库存提醒（件）").first()).toHaveValue("5000");
  await page.goto("/admin/products?show=low");
  await expect(page.getByText("1 个规格紧张").first()).toBeVisible();
  await page.goto("/admin/books");
  await expect(page.getByText("（提醒 5000）")).toBeVisible();
  await page.context().close();
});
