import type { Page } from "playwright/test";
import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { fillAddress, goToCheckout, PAID, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

// An empty shop with keys of its own, as on the first day of a real one.
test.use({ isLive: true, stackEnv: { LOG_LEVEL: "warn" } });

const PICTURE = "public/images/app-512.png";

async function nameShop(page: Page): Promise<void> {
  await page.goto("/admin/settings", { waitUntil: "networkidle" });
  const basics = page.getByRole("form", { name: "店铺" });
  await basics.getByLabel("店名").fill("山下茶铺");
  await basics.getByRole("button", { name: "保存" }).click();
  await expect(basics.getByText("已保存")).toBeVisible();
  const contact = page.getByRole("form", { name: "联系方式" });
  await contact.getByLabel("电话").fill("0571-00000000");
  await contact.getByRole("button", { name: "保存" }).click();
  await expect(contact.getByText("已保存")).toBeVisible();
  await page.getByLabel("选择店标的图片").setInputFiles(PICTURE);
  await page.getByRole("button", { name: "上传：店标" }).click();
  await expect(page.getByText("图片已更新")).toBeVisible();
}

async function showPapers(page: Page): Promise<void> {
  await page.goto("/admin/settings", { waitUntil: "networkidle" });
  const filings = page.getByRole("form", { name: "备案与执照" });
  await filings.getByLabel("执照名称").fill("山下茶铺（个体工商户）");
  await filings.getByLabel("统一社会信用代码").fill("91350100M000100Y43");
  await filings.getByRole("button", { name: "保存" }).click();
  await expect(filings.getByText("已保存")).toBeVisible();
  for (const picture of ["微信二维码", "营业执照照片"]) {
    await page.getByLabel(`选择${picture}的图片`).setInputFiles(PICTURE);
    await page.getByRole("button", { name: `上传：${picture}` }).click();
    await expect(page.getByText("图片已更新")).toBeVisible();
    await expect(page.getByRole("button", { name: `移除${picture}` })).toBeVisible();
  }
}

async function paint(page: Page): Promise<void> {
  await page.goto("/admin/settings", { waitUntil: "networkidle" });
  const colour = page.getByRole("form", { name: "主题色" });
  await colour.getByText("自选", { exact: true }).click();
  await colour.getByLabel("自选颜色").fill("#ffcc00");
  await colour.getByRole("button", { name: "保存" }).click();
  await expect(colour.getByText("这个颜色太浅", { exact: false })).toBeVisible();
  await colour.getByLabel("自选颜色").fill("#1f6b4a");
  await colour.getByRole("button", { name: "保存" }).click();
  await expect(colour.getByText("已保存")).toBeVisible();
}

async function sayFreight(page: Page): Promise<void> {
  await page.goto("/admin/freight/new?unit=piece", { waitUntil: "networkidle" });
  const form = page.getByRole("form", { name: "新建按件模板" });
  await form.getByLabel("模板名称").fill("小件快递");
  await form.getByLabel("首件运费（元）").first().fill("7");
  await form.getByLabel("续件运费（元）").first().fill("1");
  await form.getByLabel("首件运费（元）").nth(1).fill("18");
  await form.getByLabel("续件运费（元）").nth(1).fill("6");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("模板已添加")).toBeVisible();
}

async function stock(page: Page): Promise<void> {
  await page.goto("/admin/categories", { waitUntil: "networkidle" });
  const add = page.getByRole("form", { name: "添加分类" });
  await add.getByLabel("名称").fill("春茶");
  await add.getByText("茶", { exact: true }).click();
  await add.getByRole("button", { name: "添加分类" }).click();
  await expect(page.getByRole("heading", { name: "春茶" })).toBeVisible();
  await page.goto("/admin/products/new", { waitUntil: "networkidle" });
  await page.getByLabel("标题", { exact: true }).fill("山下龙井");
  await page.getByLabel("分类").selectOption("春茶");
  await page.getByLabel(/售价/).fill("98");
  await page.getByLabel("库存", { exact: true }).fill("5");
  await page.getByRole("button", { name: /创建|保存|新增/ }).click();
  await page.waitForURL(/\/admin\/products\/\d+/);
  await page.locator("#pictures input[type=file]").setInputFiles(PICTURE);
  await expect(page.locator("#pictures ul").first().getByRole("img")).toHaveCount(1);
  await page.getByRole("button", { name: "上架" }).click();
  await expect(page.getByRole("button", { name: "下架" })).toBeVisible();
}

/** Asks for what a search finds without the layouts around it, as a router does that has them already; a shopper can write it by hand. */
async function askForPageAlone(page: Page): Promise<string> {
  const tree = ["", { children: ["(shop)", { children: ["search", { children: ["__PAGE__", {}, null, "refetch"] }] }] }];
  const headers = { RSC: "1", "Next-Router-State-Tree": encodeURIComponent(JSON.stringify(tree)) };
  const answer = await page.request.get(`/search?q=${encodeURIComponent("龙井")}`, { headers });
  return answer.text();
}

test("an owner opens an empty live shop step by step; shoppers wait until then, buy, and what they bought goes on while it is paused", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  test.setTimeout(180_000);
  const shopper = await openPhone(browser, stack);
  await shopper.goto("/search?q=x");
  await expect(shopper.getByRole("heading", { name: "即将开业" })).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);

  await logInAsOwner(page);
  await expect(page.getByRole("heading", { name: "开店准备（0/7）" })).toBeVisible();
  await page.goto("/admin/opening", { waitUntil: "networkidle" });
  await page.getByRole("form", { name: "开店" }).getByRole("button", { name: "开店" }).click();
  await expect(page.getByText("还不能开业，请先完成：“店名和店标”", { exact: false })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await nameShop(page);
  await showPapers(page);
  await paint(page);
  await sayFreight(page);
  await stock(page);

  await page.goto("/admin/opening", { waitUntil: "networkidle" });
  const link = await page.getByRole("link", { name: "打开店铺" }).getAttribute("href");
  const phone = await openPhone(browser, stack);
  await phone.goto(link ?? "");
  await expect(phone.getByText("只有您能看到店铺", { exact: false })).toBeVisible();
  await expect(phone.getByRole("heading", { name: "山下茶铺" })).toBeVisible();
  expect(await seriousProblems(phone)).toEqual([]);
  await phone.goto("/cart");
  await expect(phone).toHaveURL(/\/cart$/);
  expect(await askForPageAlone(phone)).toContain("山下龙井");
  expect(await askForPageAlone(shopper)).not.toContain("山下龙井");
  await phone.context().close();

  await page.getByRole("form", { name: "检查支付宝合约" }).getByRole("button").click();
  await expect(page.getByText("检查通过", { exact: false })).toBeVisible();
  await expect(page.getByText("从 http://127.0.0.1", { exact: false }).getByText("能收到", { exact: false })).toBeVisible();
  await expect(page.getByRole("heading", { name: "开店准备（7/7）" })).toBeVisible();
  await page.getByRole("form", { name: "开店" }).getByRole("button", { name: "开店" }).click();
  await expect(page.getByRole("heading", { name: "营业中", exact: true })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await shopper.goto("/soon");
  await expect(shopper.getByRole("heading", { name: "山下茶铺" })).toBeVisible();
  await shopper.getByRole("navigation", { name: "店铺信息" }).getByRole("link", { name: "营业执照" }).tap();
  await expect(shopper.getByText("91350100M000100Y43")).toBeVisible();
  await expect(shopper.getByAltText("营业执照照片")).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);
  await shopper.goto("/about");
  await expect(shopper.getByAltText("微信二维码")).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);
  await goToCheckout(shopper);
  await fillAddress(shopper);
  await shopper.getByRole("button", { name: "提交订单" }).tap();
  await shopper.waitForURL(/\/cashier\//);
  await expect(shopper.getByText(/^山下茶铺订单\d+$/)).toBeVisible();

  await page.getByText("暂停营业", { exact: true }).first().click();
  await page.getByLabel("给顾客的话").fill("盘点，明天恢复");
  await page.getByRole("form", { name: "暂停营业" }).getByRole("button", { name: "暂停营业" }).click();
  await expect(page.getByRole("heading", { name: "暂停营业", exact: true })).toBeVisible();

  await payAtCashier(shopper);
  await shopper.goto("/orders");
  await shopper
    .getByRole("link", { name: /山下龙井/ })
    .first()
    .click();
  await expect(stateOf(shopper).getByText(PAID)).toBeVisible();
  await goToCheckout(shopper);
  await expect(shopper.getByText("盘点，明天恢复", { exact: false }).first()).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);
  await shopper.getByRole("button", { name: "提交订单" }).tap();
  await expect(shopper.getByText("店铺暂停营业，暂时不能下单", { exact: false })).toBeVisible();
  await shopper.context().close();
});
