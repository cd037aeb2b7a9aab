import { type Browser, type BrowserContextOptions, devices, type Page } from "playwright/test";
import { goToCashier, payAtCashier } from "./shopper";
import { expect } from "./stack";
import type { Stack } from "./start-stack";

/** A phone beside the one of the journey, which knows nothing of it; `context().close()` puts it away. */
export async function openPhone(browser: Browser, stack: Stack, options: BrowserContextOptions = {}): Promise<Page> {
  const own = { baseURL: stack.shopUrl, locale: "zh-CN", timezoneId: "Asia/Shanghai" };
  const phone = await browser.newContext({ ...devices["Pixel 7"], ...own, ...options });
  return phone.newPage();
}

/** A shopper who has paid an order and looks at its page. */
export async function shopperWhoPaid(
  browser: Browser,
  stack: Stack,
  pieces = 1,
): Promise<{ shopper: Page; no: string; outTradeNo: string }> {
  const shopper = await openPhone(browser, stack);
  const order = await goToCashier(shopper, stack, { pieces });
  await payAtCashier(shopper);
  await shopper.goto(`/orders/${order.no}`);
  return { shopper, ...order };
}

/** An owner at the form with which a parcel is sent, who has typed its number and not sent it yet. */
export async function ownerTypingParcel(
  page: Page,
  { browser, stack, logInAsOwner }: { browser: Browser; stack: Stack; logInAsOwner: (page: Page) => Promise<void> },
  trackingNo: string,
): Promise<{ shopper: Page }> {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.getByLabel("快递公司").selectOption("圆通速递");
  await page.getByLabel("快递单号").fill(trackingNo);
  return { shopper };
}

/** Looks again until it is so: a refund may have to wait its turn behind another of the same trade, or be asked about. */
export async function reloadUntil(page: Page, isSo: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await isSo();
  }).toPass({ timeout: 40_000 });
}

/** 退款 on the owner's order page: a sum in yuan, or all that is left. Where the contract wants it, confirms at Alipay. */
export async function refundAsOwner(page: Page, no: string, { amount, reason }: { amount?: string; reason: string }): Promise<void> {
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "发起退款" }).click();
  const form = page.getByRole("form", { name: "发起退款" });
  if (amount !== undefined) await form.getByLabel(/退款金额/).fill(amount);
  await form.getByLabel(/退款原因/).fill(reason);
  await form.getByRole("button", { name: "确认退款" }).click();
  await goOnAtAlipay(page, reason);
}

/** When the refund of that reason has begun; where a contract wants the seller's password, on Alipay's own page. */
export async function goOnAtAlipay(page: Page, reason: string): Promise<void> {
  const refund = page.locator("#refunds li").filter({ hasText: reason });
  await expect(refund.getByText(/^(已退款|退款中)$/).first()).toBeVisible();
  const link = refund.getByRole("link", { name: "去支付宝确认退款" });
  if (!(await link.isVisible())) return;
  const [alipay] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  await alipay.locator("input[name=password]").fill("111111");
  await alipay.getByRole("button", { name: /退款/ }).click();
  await expect(alipay.locator(".result").getByRole("heading")).toBeVisible();
  await alipay.close();
}

/** The next form is sent as a page of another build would: with the number of an action that this build does not have. */
export async function fromBeforeTheDeploy(page: Page): Promise<void> {
  let isOld = true;
  await page.route("**/*", async (route) => {
    const headers = await route.request().allHeaders();
    const id = headers["next-action"];
    if (!isOld || !id) return route.fallback();
    isOld = false;
    return route.fallback({ headers: { ...headers, "next-action": `${id.slice(0, 2)}${"0".repeat(id.length - 2)}` } });
  });
}
