import path from "node:path";
import type { Page } from "playwright/test";
import { openPhone, shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

const PHOTOGRAPH = path.join(import.meta.dirname, "..", "public", "images", "products", "longjing-720.webp");

test("a buyer asks for a part with a picture, nobody else sees it, the owner says no and then yes, and each step is told @once", async ({
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await shopper.waitForLoadState("networkidle");
  const refunds = shopper.locator("#refunds");
  const ask = async (sum: string, words: string) => {
    await shopper.locator("summary").filter({ hasText: "申请退款" }).tap();
    await shopper.getByLabel("申请金额").fill(sum);
    await shopper.getByLabel("原因类型").selectOption("商品破损");
    await shopper.getByLabel("退款原因").fill(words);
    await shopper.getByRole("button", { name: "提交申请" }).tap();
  };
  await ask("100000", "盖子裂了");
  await expect(shopper.getByText(/最多可以申请 ¥/)).toBeVisible();
  await shopper.getByLabel("申请金额").fill("5.50");
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  await expect(refunds.getByText("等待商家处理", { exact: true })).toBeVisible();
  await expect(refunds.getByText("商品破损：盖子裂了")).toBeVisible();
  await expect(refunds.getByText("¥5.50")).toBeVisible();

  await refunds.locator("input[type=file]").setInputFiles(PHOTOGRAPH);
  await refunds.getByRole("button", { name: "上传", exact: true }).tap();
  await expect(refunds.getByText("图片已上传", { exact: false })).toBeVisible();
  const picture = refunds.getByRole("img", { name: "退款凭证 1" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
  expect(await seriousProblems(shopper)).toEqual([]);
  const address = `/api/orders/${no}/pictures/${((await picture.getAttribute("src")) ?? "").split(/[/?]/).at(-2)}`;
  const own = await shopper.request.get(address);
  expect(own.status()).toBe(200);
  expect(own.headers()["cache-control"]).toBe("private, no-store");
  const stranger = await openPhone(browser, stack);
  expect((await stranger.request.get(address)).status()).toBe(404);
  const posted = await stranger.request.post(`/api/orders/${no}/refunds/RF000000000000000000/pictures`, {
    multipart: { picture: { name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(1000) } },
    headers: { origin: stack.shopUrl },
  });
  expect(posted.status()).toBe(404);
  expect((await stranger.request.get(`/admin/orders/${no}/pictures/${address.split("/").at(-1)}`, { maxRedirects: 0 })).status()).toBe(303);

  const owner = await browser.newPage({ baseURL: stack.shopUrl, locale: "zh-CN", viewport: { width: 1280, height: 800 } });
  await logInAsOwner(owner);
  await owner.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  const request = owner.locator("#refunds");
  await expect(request.getByText("商品破损：盖子裂了")).toBeVisible();
  const shown = request.getByRole("img", { name: "买家的图片 1" });
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
  await request.getByLabel("拒绝的理由").fill("请先寄回商品");
  await request.getByRole("button", { name: "拒绝申请" }).click();
  await expect(refunds.getByText("商家没有同意", { exact: true })).toBeVisible();
  await expect(refunds.getByText("请先寄回商品")).toBeVisible();

  await ask("3", "已经寄回");
  await expect(refunds.getByText("等待商家处理", { exact: true })).toBeVisible();
  await shopper.goto("/orders?tab=after_sale");
  await expect(shopper.locator(`a[href="/orders/${no}"]`).first()).toContainText("退款申请中");
  await shopper.goto(`/orders/${no}`, { waitUntil: "networkidle" });
  await owner.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await request.getByRole("button", { name: "同意退款" }).click();
  await expect(refunds.getByText("已退款", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(refunds.getByRole("list", { name: "退款进度" }).first()).toContainText("商家同意");
  for (const page of [shopper, stranger, owner]) await page.context().close();
});

test("without JavaScript a buyer asks, shows a picture and takes it back all the same @once", async ({ browser, stack }) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  const state = await shopper.context().storageState();
  await shopper.context().close();
  const page = await openPhone(browser, stack, { javaScriptEnabled: false, storageState: state });
  await page.goto(`/orders/${no}`);
  await page.locator("summary").filter({ hasText: "申请退款" }).tap();
  await page.getByLabel("退款原因").fill("不想要了");
  await page.getByRole("button", { name: "提交申请" }).tap();
  const refunds = page.locator("#refunds");
  await expect(refunds.getByText("等待商家处理", { exact: true })).toBeVisible();
  await refunds.locator("input[type=file]").setInputFiles(PHOTOGRAPH);
  await refunds.getByRole("button", { name: "上传", exact: true }).tap();
  await expect(refunds.getByRole("img", { name: "退款凭证 1" })).toBeVisible();
  await page.getByRole("button", { name: "确认撤回" }).tap();
  await expect(refunds.getByText("已撤回申请", { exact: true })).toBeVisible();
  await page.context().close();
});

/** A photograph of noise, 3000 by 2000, as a phone that was held upright writes it: EXIF says that it is to be turned. */
async function bigPhotograph(page: Page) {
  const url = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [3000, 2000];
    const pen = canvas.getContext("2d");
    const noise = pen?.createImageData(3000, 2000);
    for (let at = 0; noise && at < noise.data.length; at += 60_000) crypto.getRandomValues(noise.data.subarray(at, at + 60_000));
    for (let at = 3; noise && at < noise.data.length; at += 4) noise.data[at] = 255;
    if (noise) pen?.putImageData(noise, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.6);
  });
  const plain = Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
  const exif = Buffer.from("ffe1002245786966000049492a000800000001001201030001000000060000000000000000", "hex").subarray(0, 36);
  return { name: "手机照片.jpeg", mimeType: "image/jpeg", buffer: Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]) };
}

test("a photograph of the goods is made smaller on the phone, the right way up, before it is sent @once", async ({ browser, stack }) => {
  const { shopper } = await shopperWhoPaid(browser, stack);
  await shopper.waitForLoadState("networkidle");
  await shopper.locator("summary").filter({ hasText: "申请退款" }).tap();
  await shopper.getByLabel("退款原因").fill("盖子裂了");
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  const refunds = shopper.locator("#refunds");
  const field = refunds.locator("input[type=file]");
  const photograph = await bigPhotograph(shopper);
  await field.setInputFiles(photograph);
  const chosen = () =>
    field.evaluate(async (input: HTMLInputElement) => {
      const file = input.files?.[0];
      const { width = 0, height = 0 } = file ? await createImageBitmap(file) : {};
      return { name: file?.name, width, height };
    });
  await expect.poll(chosen).toEqual({ name: "手机照片.jpg", width: 1066, height: 1600 });
  await refunds.getByRole("button", { name: "上传", exact: true }).tap();
  const shown = refunds.getByRole("img", { name: "退款凭证 1" });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((img: HTMLImageElement) => img.naturalHeight > img.naturalWidth)).toBe(true);
  await shopper.context().close();
});
