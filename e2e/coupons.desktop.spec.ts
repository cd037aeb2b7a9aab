import { openPhone } from "./support/people";
import { fillAddress, payAtCashier } from "./support/shopper";
import { expect, test } from "./support/stack";

// A shop of its own: a 满减 would change the sums of other journeys.
test.use({ stackEnv: { MAX_COUPON_GUESSES_PER_HOUR_AND_BROWSER: "3" } });

test("an owner makes 满减 and a coupon, a shopper pays what both leave, and a refund of one piece is its share @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}, info) => {
  const picture = (name: string) => info.outputPath(`${name}.png`);
  await logInAsOwner(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/admin/promotions/new?kind=reduction", { waitUntil: "networkidle" });
  const reduction = page.getByRole("form", { name: "新建满减" });
  await reduction.getByLabel("名称").fill("手账满减");
  await reduction.getByLabel("第 1 档：满（元）").fill("100");
  await reduction.getByLabel("第 1 档：减（元）").fill("10");
  await reduction.getByLabel("结束日期").fill("2099-12-31");
  await reduction.getByLabel("哪些商品").selectOption("products");
  await reduction.getByLabel("商品", { exact: true }).fill("https://shop.example/products/shouzhang");
  await page.screenshot({ path: picture("owner-new-reduction"), fullPage: true });
  await reduction.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("优惠已建好")).toBeVisible();

  await page.goto("/admin/promotions/new?kind=coupon", { waitUntil: "networkidle" });
  const coupon = page.getByRole("form", { name: "新建优惠码" });
  await coupon.getByLabel("名称").fill("新客券");
  await coupon.getByLabel("优惠码").fill("hello-7");
  await coupon.getByLabel("减多少元（减金额时填）").fill("7");
  await coupon.getByLabel("一共能用几次").fill("1");
  await coupon.getByLabel("结束日期").fill("2099-12-31");
  await coupon.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("HELLO-7")).toBeVisible();
  await page.screenshot({ path: picture("owner-list"), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: picture("owner-list-phone"), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });

  const shopper = await openPhone(browser, stack, { viewport: { width: 390, height: 844 } });
  await shopper.goto("/products/shouzhang", { waitUntil: "networkidle" });
  await expect(shopper.getByText("满 ¥100 减 ¥10")).toBeVisible();
  await shopper.screenshot({ path: picture("product"), fullPage: true });
  const html = await shopper.content();
  const variant = /name="variantId"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="variantId"/.exec(html);
  const id = variant?.[1] ?? variant?.[2];
  await shopper.goto(`/checkout?buy=${id}x2`, { waitUntil: "networkidle" });
  await expect(shopper.getByText("再买 ¥28 活动商品 可共减 ¥10")).toBeVisible();
  await shopper.goto(`/checkout?buy=${id}x3`);
  await fillAddress(shopper);
  await shopper.getByLabel("优惠码").fill("NOT-THIS");
  await shopper.getByRole("button", { name: "使用", exact: true }).tap();
  await expect(shopper.getByText("这个优惠码无效或已过期")).toBeVisible();
  await shopper.getByLabel("优惠码").fill("ｈｅｌｌｏ－７");
  // What was typed and not tried is tried first: nothing is placed with a sum that was not shown.
  await shopper.getByRole("button", { name: "提交订单" }).last().tap();
  await expect(shopper.getByText("已使用 HELLO-7")).toBeVisible();
  await expect(shopper.getByText("−¥10.00")).toBeVisible();
  await expect(shopper.getByText("−¥7.00")).toBeVisible();
  await expect(shopper.getByLabel("详细地址")).toHaveValue("文三路 1 号");
  await shopper.screenshot({ path: picture("checkout"), fullPage: true });
  await shopper.getByRole("button", { name: "提交订单" }).last().tap();
  await shopper.waitForURL(/\/cashier\//);
  const subject = (await shopper.getByText(/^\S*小铺订单\d+$/).textContent()) ?? "";
  const no = subject.replace(/^\S*订单/, "");
  const trade = (await stack.emulator.trades()).find((one) => one.subject === subject);
  expect(Number(trade?.total_fee)).toBe(91);
  await payAtCashier(shopper);
  await shopper.goto(`/orders/${no}`, { waitUntil: "networkidle" });
  await expect(shopper.getByText("新客券（HELLO-7）")).toBeVisible();
  await shopper.screenshot({ path: picture("order"), fullPage: true });

  const late = await openPhone(browser, stack);
  await late.goto(`/checkout?buy=${id}x1`, { waitUntil: "networkidle" });
  await late.getByLabel("优惠码").fill("hello-7");
  await late.getByRole("button", { name: "使用", exact: true }).tap();
  await expect(late.getByText("这个优惠码已经用完了")).toBeVisible();
  await late.context().close();

  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "按件数算退款金额" }).click();
  await page
    .getByRole("form", { name: "按件数算退款金额" })
    .getByLabel(/这次退几件/)
    .fill("1");
  await page.getByRole("button", { name: "计算" }).click();
  const refund = page.getByRole("form", { name: "发起退款" });
  await expect(refund.getByLabel(/退款金额/)).toHaveValue("30.33");
  await page.screenshot({ path: picture("owner-refund"), fullPage: true });
  await refund.getByLabel(/退款原因/).fill("少发一本");
  await refund.getByRole("button", { name: "确认退款" }).click();
  await expect(page.locator("#refunds li").filter({ hasText: "少发一本" }).getByText("¥30.33").first()).toBeVisible();
  await page.goto("/admin/promotions", { waitUntil: "networkidle" });
  await expect(page.getByText("1 个订单在用，已付款订单共优惠 ¥7.00")).toBeVisible();
  await shopper.context().close();
});
