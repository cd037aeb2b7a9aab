import type { Page } from "playwright/test";
import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { WECHAT } from "./support/shopper";
import { expect, test } from "./support/stack";

const PICTURE = 'main img[src^="/api/posters/"]';

/** How many pixels wide the poster is that a shopper sees; 0 while there is none. */
function widthOf(page: Page): Promise<number> {
  return page.locator(PICTURE).evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0));
}

test("a shopper opens the poster of goods, keeps it, and goes back to them", async ({ page }) => {
  await page.goto("/products/makebei", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "海报" }).tap();
  await page.waitForURL("**/posters/makebei");
  await expect.poll(() => widthOf(page)).toBe(750);
  await expect(page.locator(PICTURE)).toHaveAttribute("alt", /^藕荷釉马克杯.*的海报，¥/);
  expect(await seriousProblems(page)).toEqual([]);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "保存图片" }).tap();
  expect((await download).suggestedFilename()).toMatch(/海报\.jpg$/);
  await page.getByRole("link", { name: "返回" }).tap();
  await page.waitForURL("**/products/makebei");
});

test.describe("inside WeChat", () => {
  test.use({ userAgent: WECHAT });

  test("a shopper finds the poster where no sheet for sharing is, and it is a picture and nothing that runs @once", async ({ page }) => {
    await page.goto("/products/makebei");
    await page.getByRole("link", { name: "海报" }).tap();
    await page.waitForURL("**/posters/makebei");
    await expect.poll(() => widthOf(page)).toBe(750);
    const answer = await page.request.get((await page.locator(PICTURE).getAttribute("src")) ?? "");
    expect(answer.headers()).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
  });
});

test("without JavaScript a shopper opens the poster as well, and of what is not there nobody is shown one @once", async ({
  browser,
  stack,
}) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  await page.goto("/products/makebei");
  await page.getByRole("link", { name: "海报" }).click();
  await page.waitForURL("**/posters/makebei");
  await expect(page.locator(PICTURE)).toBeVisible();
  expect((await page.request.get((await page.locator(PICTURE).getAttribute("src")) ?? "")).status()).toBe(200);
  expect((await page.request.get("/posters/nothing")).status()).toBe(404);
  expect((await page.request.get("/api/posters/nothing")).status()).toBe(404);
  await page.context().close();
});
