// The owner's page of an order: how one gets back from it, in which order it is read, and what it says of goods that will not come.
import type { Page } from "playwright/test";
import { shopperWhoPaid } from "./support/people";
import { expect, test } from "./support/stack";

const PHONES = [
  { width: 390, height: 844 },
  { width: 360, height: 740 },
];

/** The headings of an order's page as they stand in the document, with how far down each is seen. */
const headings = (page: Page) =>
  page
    .locator("main section h2")
    .evaluateAll((all) => all.map((heading) => ({ name: heading.textContent, top: heading.getBoundingClientRect().top })));

test("on a phone the page is read in the order in which it is seen: goods, address, parcels, money @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await shopper.context().close();
  await logInAsOwner(page);
  for (const size of PHONES) {
    await page.setViewportSize(size);
    await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
    const seen = await headings(page);
    expect(seen.map(({ top }) => top)).toEqual(seen.map(({ top }) => top).sort((one, other) => one - other));
    const names = seen.map(({ name }) => name);
    const places = ["商品", "收货信息", "发货", "收到的款项"].map((word) => names.findIndex((name) => name?.includes(word)));
    expect(places.filter((place) => place >= 0)).toEqual(places.filter((place) => place >= 0).sort((one, other) => one - other));
    expect(names[0]).toContain("商品");
    // The tab key goes down the page, too.
    const stops = await page
      .locator("main a[href], main button, main input:not([type=hidden]), main select, main summary, main textarea")
      .evaluateAll((all) =>
        all.filter((one) => one.getClientRects().length > 0).map((one) => one.closest("section")?.getBoundingClientRect().top ?? 0),
      );
    expect(stops).toEqual([...stops].sort((one, other) => one - other));
  }
});

for (const javaScriptEnabled of [true, false])
  test(`the arrow of an order leads back to the list as it was, ${javaScriptEnabled ? "with" : "without"} JavaScript @once`, async ({
    browser,
    stack,
    logInAsOwner,
  }) => {
    const { shopper, no } = await shopperWhoPaid(browser, stack);
    await shopper.context().close();
    const page = await browser.newPage({
      baseURL: stack.shopUrl,
      locale: "zh-CN",
      viewport: { width: 390, height: 844 },
      javaScriptEnabled,
    });
    await logInAsOwner(page);
    const list = `/admin/orders?tab=paid&q=${no.slice(0, -2)}&from=2020-01-01`;
    await page.goto(list);
    await page.getByRole("link", { name: new RegExp(no) }).click();
    await expect(page.getByRole("heading", { name: new RegExp(no) })).toBeVisible();
    // A form in between changes nothing about it.
    await page.getByLabel("只有后台看得到").fill("先发这单");
    await page.getByRole("button", { name: "保存备注" }).click();
    await expect(page.getByText("先发这单").first()).toBeVisible();
    await page.getByRole("link", { name: "返回订单列表" }).click();
    await page.waitForURL((url) => url.pathname === "/admin/orders");
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ tab: "paid", q: no.slice(0, -2), from: "2020-01-01" });
    await page.context().close();
  });

test("goods that will not come are named to owner and buyer, with what became of their money; what is typed about one parcel stays with it", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack, 3);
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  const send = async (form: string, trackingNo: string) => {
    const ship = page.getByRole("form", { name: form });
    await ship.getByLabel("快递单号").fill(trackingNo);
    await ship.getByText("分开发货").click();
    await ship.locator("[name^=pieces-]").fill("1");
    await ship.getByRole("button", { name: /确认发货|添加包裹/ }).click();
    await expect(page.getByText(trackingNo).first()).toBeVisible();
  };
  await send("发货", "SF1007896781640");
  await send("发出余下的商品", "78123456789012");

  // Typed into the second parcel's form, and then the page is loaded again.
  const corrections = page.getByRole("form", { name: "修改物流" });
  const folds = page.locator("summary").filter({ hasText: "修改物流" });
  await folds.last().click();
  await corrections.last().getByLabel("快递单号").fill("78123456789099");
  await page.reload({ waitUntil: "networkidle" });
  await folds.first().click();
  await folds.last().click();
  await expect(corrections.last().getByLabel("快递单号")).toHaveValue("78123456789099");
  await expect(corrections.first().getByLabel("快递单号")).toHaveValue("SF1007896781640");

  await page.locator("summary").filter({ hasText: "余下的不再发货" }).click();
  await page.getByRole("button", { name: "确认不再发货" }).click();
  await expect(page.getByText("没有发出、也不再发的商品")).toBeVisible();
  await expect(page.getByText(/还没有退款，请在下面退款/)).toBeVisible();
  await shopper.goto(`/orders/${no}`, { waitUntil: "networkidle" });
  await expect(shopper.getByText("没有发出、也不再发的商品")).toBeVisible();
  await expect(shopper.getByText(/还没有退款，可以申请退款或联系商家/)).toBeVisible();
  await shopper.context().close();
});
