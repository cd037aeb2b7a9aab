// What an owner does with goods, and what shoppers see of it.
import type { Page } from "playwright/test";
import { loseFirstUpload, openProduct } from "./support/goods";
import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { fillAddress } from "./support/shopper";
import { expect, test } from "./support/stack";

test.describe.configure({ timeout: 120_000 });

/** Too big for the shop: noise, which no format makes small. */
async function bigPhoto(page: Page, name: string) {
  const url = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1500, 1500];
    const pen = canvas.getContext("2d");
    const noise = pen?.createImageData(1500, 1500);
    for (let at = 0; noise && at < noise.data.length; at += 60_000) crypto.getRandomValues(noise.data.subarray(at, at + 60_000));
    for (let at = 3; noise && at < noise.data.length; at += 4) noise.data[at] = 255;
    if (noise) pen?.putImageData(noise, 0, 0);
    return canvas.toDataURL("image/png");
  });
  return { name, mimeType: "image/png", buffer: Buffer.from(url.slice(url.indexOf(",") + 1), "base64") };
}

/** A picture of one colour, painted by the browser. */
async function photo(page: Page, name: string, colour: string, height = 400) {
  const url = await page.evaluate(
    ([fill, tall]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [400, Number(tall)];
      const pen = canvas.getContext("2d");
      if (pen) pen.fillStyle = fill ?? "";
      pen?.fillRect(0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/png");
    },
    [colour, String(height)],
  );
  return { name, mimeType: "image/png", buffer: Buffer.from(url.slice(url.indexOf(",") + 1), "base64") };
}

test("the owner uploads several pictures while typing on, one fails and is tried again, one is taken off and put back @once", async ({
  page,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await openProduct(page, "铅笔");
  const pictures = page.locator("#pictures");
  const tiles = pictures.locator("ul").first().getByRole("img");
  const before = await tiles.count();
  await loseFirstUpload(page);
  await page.getByLabel("副标题").fill("边传图边打的字");
  await pictures
    .getByLabel("选择图片")
    .setInputFiles([await photo(page, "红.png", "#c33"), await photo(page, "绿.png", "#3c3"), await photo(page, "蓝.png", "#33c")]);
  await expect(tiles).toHaveCount(before + 2);
  await expect(pictures.getByText("网络断开，没有传完，请重试")).toBeVisible();
  await pictures.getByRole("button", { name: "重试：红.png" }).click();
  await expect(tiles).toHaveCount(before + 3);
  await expect(page.getByLabel("副标题")).toHaveValue("边传图边打的字");

  expect(await seriousProblems(page)).toEqual([]);

  const last = before + 3;
  const shown = await tiles.last().getAttribute("src");
  await pictures.getByRole("button", { name: `删除：第 ${last} 张图片` }).click();
  await expect(tiles).toHaveCount(before + 2);
  await pictures.getByRole("button", { name: /^撤销/ }).click();
  await expect(tiles.last()).toHaveAttribute("src", shown ?? "");
  await pictures.getByRole("button", { name: `前移：第 ${last} 张图片` }).click();
  await expect(tiles.nth(last - 2)).toHaveAttribute("src", shown ?? "");
  await expect(page.getByLabel("副标题")).toHaveValue("边传图边打的字");
});

test("the answer to an upload is lost: the owner tries again, and the picture is in the product once @once", async ({
  page,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await openProduct(page, "茶壶");
  const pictures = page.locator("#pictures");
  const tiles = pictures.locator("ul").first().getByRole("img");
  const before = await tiles.count();
  await loseFirstUpload(page, { shopHasIt: true });
  await pictures.getByLabel("选择图片").setInputFiles([await photo(page, "黄.png", "#cc3")]);
  await pictures.getByRole("button", { name: "重试：黄.png" }).click();
  await expect(pictures.getByText("黄.png")).toHaveCount(0);
  await expect(tiles).toHaveCount(before + 1);
  await page.reload();
  await expect(tiles).toHaveCount(before + 1);
});

test("a photograph that is too big for the shop is made smaller on the way @once", async ({ page, logInAsOwner }) => {
  await logInAsOwner(page);
  await openProduct(page, "水彩");
  const pictures = page.locator("#pictures");
  const tiles = pictures.locator("ul").first().getByRole("img");
  const before = await tiles.count();
  const big = await bigPhoto(page, "手机拍的大图.png");
  expect(big.buffer.length).toBeGreaterThan(6 * 1024 * 1024);
  await pictures.getByLabel("选择图片").setInputFiles([big]);
  await expect(tiles).toHaveCount(before + 1, { timeout: 60_000 });
});

test("without JavaScript the owner uploads one at a time, takes it off and puts it back, also a category's own icon @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: stack.shopUrl, locale: "zh-CN" });
  const plain = await context.newPage();
  await logInAsOwner(plain);
  await openProduct(plain, "钢笔");
  const pictures = plain.locator("#pictures");
  await pictures.getByLabel("选择图片").setInputFiles([await photo(page, "紫.png", "#639")]);
  await pictures.getByRole("button", { name: "上传" }).click();
  await expect(pictures.getByText("图片已上传")).toBeVisible();
  await pictures.getByRole("button", { name: "删除：第 2 张图片" }).click();
  await expect(pictures.getByRole("img", { name: "第 2 张图片", exact: true })).toHaveCount(0);
  await pictures.getByRole("button", { name: /^撤销/ }).click();
  await expect(pictures.getByRole("img", { name: "第 2 张图片", exact: true })).toHaveCount(1);

  await plain.goto("/admin/categories");
  const card = plain.getByRole("listitem").filter({ has: plain.getByRole("heading", { name: "文具" }) });
  await card.getByText("修改").click();
  await card.getByLabel("用自己的图标", { exact: true }).setInputFiles([await photo(page, "图标.png", "#093")]);
  await card.getByRole("button", { name: "上传图标" }).click();
  await expect(plain.getByText("图标已更换")).toBeVisible();
  await expect(card.locator("img").first()).toHaveAttribute("src", /^\/media\/[0-9a-f]{24}-320\.webp$/);
  await context.close();
});

test("the owner puts a picture between two paragraphs and recommends the product; a shopper meets it first, zooms and reads on @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await openProduct(page, "手账本");
  const details = page.locator("#details");
  await details.getByLabel("选择图片").setInputFiles([await photo(page, "长图.png", "#a63", 900)]);
  await expect(details.getByRole("img")).toHaveCount(1);
  const basics = page.getByRole("form", { name: "基本信息" });
  await basics.getByLabel("描述").fill("第一段\n第二段");
  await basics.getByLabel("描述").evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 3));
  await details.getByRole("button", { name: "插入描述：[图1]" }).click();
  await expect(basics.getByLabel("描述")).toHaveValue("第一段\n[图1]\n第二段");
  await basics.getByRole("button", { name: "保存" }).click();
  await expect(basics.getByText("已保存")).toBeVisible();

  await page.goto(`/admin/products/recommended?q=${encodeURIComponent("手账本")}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: /^推荐：/ }).click();
  const chosen = page.getByRole("main").locator("ol > li");
  await expect(chosen.last()).toContainText("手账本");
  expect(await seriousProblems(page)).toEqual([]);
  for (let place = (await chosen.count()) - 1; place > 0; place--) {
    await page.getByRole("button", { name: /^上移：.*手账本/ }).click();
    await expect(chosen.nth(place - 1)).toContainText("手账本");
  }

  const shopper = await openPhone(browser, stack);
  await shopper.goto("/", { waitUntil: "networkidle" });
  const first = shopper.getByRole("region", { name: "店主推荐" }).getByRole("link").first();
  await expect(first).toContainText("手账本");
  await first.tap();
  await shopper.waitForURL(/\/products\//);
  await shopper.waitForLoadState("networkidle");
  const description = shopper.getByRole("region", { name: "商品详情" });
  await expect(description.locator("p, img")).toHaveCount(3);
  expect(await description.locator("p, img").evaluateAll((parts) => parts.map((part) => part.tagName))).toEqual(["P", "IMG", "P"]);
  await expect(description.getByRole("img")).toHaveAttribute("height", "900");

  const link = shopper.getByRole("region", { name: "商品图片" }).getByRole("link").first();
  await link.tap();
  const zoom = shopper.getByRole("dialog", { name: "放大看图" });
  await expect(zoom).toBeVisible();
  expect(await seriousProblems(shopper)).toEqual([]);
  await shopper.goBack();
  await expect(zoom).toHaveCount(0);
  await link.press("Enter");
  await expect(zoom).toBeVisible();
  await shopper.keyboard.press("Escape");
  await expect(zoom).toHaveCount(0);
  await expect(link).toBeFocused();
  expect(new URL(shopper.url()).pathname).toMatch(/^\/products\//);
  await shopper.context().close();
});

test("the owner limits a product for each buyer; a shopper reads it, is offered no more, and is refused at the second order @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await openProduct(page, "马克杯");
  const basics = page.getByRole("form", { name: "基本信息" });
  await basics.getByLabel("每人限购").fill("2");
  await basics.getByLabel("关键词").fill("杯子、藕荷色");
  await basics.getByRole("button", { name: "保存" }).click();
  await expect(basics.getByText("已保存")).toBeVisible();
  await expect(basics.getByLabel("关键词")).toHaveValue("杯子 藕荷色");

  const shopper = await openPhone(browser, stack);
  await shopper.goto("/products/makebei", { waitUntil: "networkidle" });
  await shopper.getByRole("button", { name: "立即购买" }).tap();
  const sheet = shopper.getByRole("dialog");
  await sheet.getByRole("button", { name: "增加数量" }).tap();
  await expect(shopper.getByText("每人限购 2 件").first()).toBeVisible();
  await expect(sheet.getByRole("button", { name: "增加数量" })).toBeDisabled();
  await sheet.getByRole("button", { name: "立即购买" }).tap();
  await shopper.waitForURL(/\/checkout/);
  const checkout = shopper.url();
  await fillAddress(shopper);
  await shopper.getByRole("button", { name: "提交订单" }).tap();
  await shopper.waitForURL(/\/cashier\//);

  await shopper.goto("/products/makebei", { waitUntil: "networkidle" });
  await expect(shopper.getByText("每人限购 2 件（您已下单 2 件）").first()).toBeVisible();
  await shopper.getByRole("button", { name: "立即购买" }).tap();
  const buy = shopper.getByRole("dialog").getByRole("button", { name: "立即购买" });
  await expect(buy).toBeDisabled();
  // Another tab that was open before still has its checkout.
  await shopper.goto(checkout);
  await shopper.waitForLoadState("networkidle");
  await shopper.getByRole("button", { name: "提交订单" }).tap();
  await expect(shopper.getByText("每人限购 2 件（同一收货手机号已付款的也算），您已下单 2 件，请减少数量，或不再购买这件")).toBeVisible();
  await shopper.context().close();
});
