import type { Locator, Page } from "playwright/test";
import { expect } from "./stack";
import type { Stack } from "./start-stack";

/** A browser in which Alipay does not work. */
export const WECHAT =
  "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.47 Language/zh_CN";

export const RECEIVER = { name: "测试收货人", phone: "13800000000", region: ["浙江省", "杭州市", "西湖区"], detail: "文三路 1 号" };

/** Opens the first product that can be bought, as a finger does: a card on the home page, 立即购买, the sheet. */
export async function chooseGoods(page: Page): Promise<void> {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.locator('a[href^="/products/"]').first().tap();
  await page.waitForURL(/\/products\//);
  await buyShown(page);
}

async function chooseProduct(page: Page, slug: string): Promise<void> {
  await page.goto(`/products/${slug}`);
  await buyShown(page);
}

/** Buys one of the product whose page is open: 立即购买, the sheet. */
async function buyShown(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "立即购买" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "立即购买" }).tap();
  await page.waitForURL(/\/checkout/);
}

/** Fills the address unless this browser remembers one. */
export async function fillAddress(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  const name = page.getByLabel("收货人");
  if (!(await name.isVisible())) return;
  await name.fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.getByRole("button", { name: /所在地区/ }).tap();
  const sheet = page.getByRole("dialog");
  for (const part of RECEIVER.region) await sheet.getByText(part, { exact: true }).tap();
  await sheet.getByRole("button", { name: "确定" }).tap();
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
}

type Way = {
  /** Through the shop window, as a finger does. */
  browse?: boolean;
  /** From the page of the product of this name in its address, as a finger does. */
  product?: string;
  /** How many of it, where the way is not walked. */
  pieces?: number;
};
/** What the order is called at both ends, and its sum in yuan. */
type AtCashier = { no: string; outTradeNo: string; total: string };

/** From the shop window to Alipay's cashier. */
export async function goToCashier(page: Page, stack: Stack, { browse = false, product, pieces = 1 }: Way = {}): Promise<AtCashier> {
  if (product) await chooseProduct(page, product);
  else if (browse) await chooseGoods(page);
  else await goToCheckout(page, pieces);
  await fillAddress(page);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  const subject = await page.getByText(/^\S*小铺订单\d+$/).textContent();
  const trade = (await stack.emulator.trades()).find((one) => one.subject === subject);
  if (!trade) throw new Error(`the emulator knows no ${subject}`);
  return { no: trade.subject.replace(/^\S*订单/, ""), outTradeNo: trade.out_trade_no, total: trade.total_fee };
}

/** The way there is not walked. */
export async function goToCheckout(page: Page, pieces = 1): Promise<void> {
  await page.goto(`/checkout?buy=${await someVariant(page)}x${pieces}`);
}

/** A variant with plenty of stock, as the product page offers it. */
async function someVariant(page: Page): Promise<string> {
  const html = await (await page.request.get("/")).text();
  const slug = /href="\/products\/([^"]+)"/.exec(html)?.[1];
  const product = await (await page.request.get(`/products/${slug}`)).text();
  const id = /name="variantId"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="variantId"/.exec(product);
  const variant = id?.[1] ?? id?.[2];
  if (!variant) throw new Error(`/products/${slug} offers nothing to buy`);
  return variant;
}

/** Logs in at the cashier as the demo buyer. The trade begins to exist. */
export async function logInAtCashier(page: Page): Promise<void> {
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: "下一步" }).tap();
}

/** Pays there. The money has moved when this is done. */
export async function payAtCashier(page: Page): Promise<void> {
  await logInAtCashier(page);
  await page.locator("#password").fill("111111");
  await page.getByRole("button", { name: /立即付款/ }).tap();
  await expect(page.getByRole("heading", { name: "付款成功" })).toBeVisible();
}

/** Where the order page says that the order stands. */
export function stateOf(page: Page): Locator {
  return page.locator("#order-state");
}

export const PAID = "已付款，待发货";

/** The link under 在其他设备查看, which opens the order in any browser. */
export async function linkOf(page: Page): Promise<string> {
  const link = await page.getByText(/^https?:\/\/\S+\/orders\/\d+\/[\w-]{43}$/).textContent();
  if (!link) throw new Error("the order page shows no link");
  return link;
}
