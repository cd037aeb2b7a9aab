import { goToCashier, PAID, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test.use({ serviceWorkers: "allow" });

test("a buyer whose phone has no network sees the orders seen last, and the truth when the network is back @once", async ({
  page,
  stack,
}) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`, { waitUntil: "load" });
  await expect(stateOf(page)).toHaveText("待付款");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await stack.emulator.pay(outTradeNo);
  await page.goto(`/orders/${no}`);
  await expect(page.getByRole("heading", { name: "现在打不开店铺，可能没有网络" })).toBeVisible();
  const seen = page.getByRole("listitem");
  await expect(seen).toHaveCount(1);
  await expect(seen).toContainText(no);
  await expect(seen).toContainText("待付款");
  await page.context().setOffline(false);
  await expect(stateOf(page)).toHaveText(PAID);
});

test("a browser that its owner has the shop forget keeps no orders either @once", async ({ page, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`, { waitUntil: "load" });
  const kept = () => page.evaluate(() => localStorage.getItem("seen-orders"));
  await expect.poll(kept).toContain(no);
  await page.goto("/me");
  await page.getByText("忘记这台设备").tap();
  await page.getByRole("button", { name: "确认忘记" }).click();
  await expect(page.getByRole("status").filter({ hasText: "已清除" })).toBeVisible();
  await expect(() => expect(kept()).resolves.toBeNull()).toPass();
});

test("search engines and home screens learn what the shop is, and nothing of orders @once", async ({ request, stack }) => {
  const text = async (path: string) => (await request.get(stack.shopUrl + path)).text();
  expect(await text("/robots.txt")).toContain(`Sitemap: ${stack.shopUrl}/sitemap.xml`);
  const sitemap = await text("/sitemap.xml");
  const [product] = /\/products\/[\w-]+/.exec(sitemap) ?? [""];
  expect(sitemap).not.toMatch(/\/orders|\/admin|\/cart/);
  const page = await text(product);
  const [, data = "{}"] = /<script type="application\/ld\+json">([^<]*)</.exec(page) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    "@graph": [{ "@type": "Product", offers: { priceCurrency: "CNY" } }, { "@type": "BreadcrumbList" }],
  });
  expect(JSON.parse(await text("/manifest.webmanifest"))).toMatchObject({ start_url: "/", display: "minimal-ui" });
  expect(await text("/")).toContain('property="og:title"');
});
