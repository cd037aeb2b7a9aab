import { openPhone } from "./support/people";
import { fillAddress, goToCashier, goToCheckout, PAID, payAtCashier, RECEIVER, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test.use({ behindProxy: true });

test("behind a proxy on a port of its own a shopper buys, pays and comes back to the order @once", async ({ page, stack }) => {
  await goToCashier(page, stack, { browse: true });
  await payAtCashier(page);
  await page.getByRole("link", { name: "返回商家" }).tap();
  await expect(stateOf(page)).toHaveText(PAID);
  expect(new URL(page.url()).origin).toBe(stack.shopUrl);
});

test("behind such a proxy a form that is refused comes back with what was typed @once", async ({ page }) => {
  await goToCheckout(page);
  await fillAddress(page);
  await page.getByLabel("手机号").fill("12345");
  await page.getByRole("button", { name: "提交订单" }).tap();
  await expect(page.getByText("请填写 11 位手机号")).toBeVisible();
  await expect(page.getByLabel("收货人")).toHaveValue(RECEIVER.name);
  await expect(page.getByLabel("详细地址")).toHaveValue(RECEIVER.detail);
});

test("behind such a proxy a shopper without JavaScript comes to the checkout @once", async ({ browser, stack }) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  await page.goto("/");
  await page.goto((await page.locator('a[href^="/products/"]').first().getAttribute("href")) ?? "/");
  await page.getByRole("button", { name: "立即购买" }).and(page.locator("[type=submit]")).click();
  await page.waitForURL(/\/checkout/);
  await page.context().close();
});

test("a form from another origin is refused with a sentence, and no such post fills the log @once", async ({ request, stack }) => {
  const before = stack.output().length;
  const elsewhere = ["https://evil.example", stack.shopUrl.replace("http:", "https:"), "null"];
  for (const origin of elsewhere) {
    for (const headers of [{ "next-action": "00".repeat(21) }, {}] as Record<string, string>[]) {
      const answer = await request.post("/checkout", { multipart: { a: "1" }, headers: { origin, ...headers } });
      expect([answer.status(), await answer.text()], origin).toEqual([403, expect.stringContaining("请求来源不正确")]);
    }
  }
  // What no browser sends does not come as far as Next, which would answer 500 and log a stack.
  for (const origin of ["https://a, b", "http://"])
    expect((await request.post("/checkout", { multipart: { a: "1" }, headers: { origin } })).status(), origin).toBe(400);
  expect(stack.output().slice(before)).toBe("");
});
