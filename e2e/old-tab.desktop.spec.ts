// Two tabs of the back office with the same product, of which one is old.
import type { Page } from "playwright/test";
import { openProduct } from "./support/goods";
import { openPhone } from "./support/people";
import { expect, test } from "./support/stack";

const basics = (page: Page) => page.getByRole("form", { name: "基本信息" });

test("an owner who saves in an old tab takes back nothing that was saved elsewhere, is told so, and finds every word still typed", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  const product = await openProduct(page, "固体水彩");
  const later = await page.context().newPage();
  await later.goto(product, { waitUntil: "networkidle" });
  await later.getByLabel("副标题").fill("刚从另一页存的");
  await basics(later).getByRole("button", { name: "保存" }).click();
  await expect(basics(later).getByText("已保存")).toBeVisible();

  await page.getByLabel("副标题").fill("旧页里打的副标题");
  await page.getByLabel("关键词").fill("颜料 画画");
  await page.getByLabel("描述").fill("旧页里写了很久的一段描述");
  await basics(page).getByRole("button", { name: "保存" }).click();
  await expect(basics(page).getByText(/这些内容在别处改过，这次没有保存，您填写的都还在/)).toBeVisible();
  await expect(page.getByLabel("副标题")).toHaveValue("旧页里打的副标题");
  await expect(page.getByLabel("关键词")).toHaveValue("颜料 画画");
  await expect(page.getByLabel("描述")).toHaveValue("旧页里写了很久的一段描述");

  const shopper = await openPhone(browser, stack);
  await shopper.goto("/search?q=固体水彩", { waitUntil: "networkidle" });
  await expect(shopper.getByText("刚从另一页存的").first()).toBeVisible();
  await shopper.context().close();

  // A second try from the same old tab is no way round it.
  await basics(page).getByRole("button", { name: "保存" }).click();
  await expect(basics(page).getByRole("button", { name: "保存" })).toBeEnabled();
  await later.reload({ waitUntil: "networkidle" });
  await expect(later.getByLabel("副标题")).toHaveValue("刚从另一页存的");
  await later.close();
});

test("an owner who saves prices in an old tab keeps what was typed and overwrites no price @once", async ({ page, logInAsOwner }) => {
  await logInAsOwner(page);
  const product = await openProduct(page, "香薰蜡烛");
  const price = (tab: Page) => tab.getByRole("group", { name: "白茶 / 小罐" }).getByLabel("售价（元）");
  const later = await page.context().newPage();
  await later.goto(product, { waitUntil: "networkidle" });
  await price(later).fill("61.00");
  await later.getByRole("button", { name: "保存价格与库存" }).click();
  await expect(later.getByRole("form", { name: "价格与库存" }).getByText("已保存")).toBeVisible();

  await price(page).fill("62.00");
  await page.getByRole("button", { name: "保存价格与库存" }).click();
  await expect(page.getByText(/在别处改过，这次没有保存，您填写的都还在/)).toBeVisible();
  await expect(price(page)).toHaveValue("62.00");
  await later.reload({ waitUntil: "networkidle" });
  await expect(price(later)).toHaveValue("61.00");
  await later.close();
});
