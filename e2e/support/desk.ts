import type { Page } from "playwright/test";
import { RECEIVER } from "./shopper";
import { expect } from "./stack";

/** With a mouse, from the shop window to 提交订单; where that leads is the caller's. */
export async function placeAtDesk(page: Page): Promise<void> {
  await page.goto("/");
  const slug = await page.locator('a[href^="/products/"]').first().getAttribute("href");
  await page.goto(slug ?? "/", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "立即购买" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).click();
  await page.waitForURL(/\/checkout/);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("收货人").fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.getByRole("button", { name: /所在地区/ }).click();
  for (const part of RECEIVER.region) await page.getByRole("dialog").getByText(part, { exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
  await page.getByRole("button", { name: "提交订单" }).click();
}

/** Logs in and pays with a mouse on Alipay's page for computers, and goes back to the shop. */
export async function payAtDesk(page: Page): Promise<void> {
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: /立即付款/ }).click();
  await expect(page.getByRole("heading", { name: "付款成功" })).toBeVisible();
  await page.getByRole("link", { name: "返回商家" }).click();
}
