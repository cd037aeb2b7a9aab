import { goOnAtAlipay, refundAsOwner, reloadUntil, shopperWhoPaid } from "./support/people";
import { stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("the owner refunds a part and later the rest; the shopper sees 部分退款, then 已退款, and got back what was paid", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);

  await refundAsOwner(page, no, { amount: "1.00", reason: "少发了一件小样" });
  await reloadUntil(shopper, () => expect(shopper.getByText("部分退款").first()).toBeVisible({ timeout: 1000 }));
  await expect(shopper.getByText("少发了一件小样")).toBeVisible();
  expect((await stack.emulator.trades(outTradeNo))[0]).toMatchObject({ refund_fee: "1.00" });

  await refundAsOwner(page, no, { reason: "商品缺货" });
  await reloadUntil(shopper, () => expect(stateOf(shopper)).toHaveText("已退款", { timeout: 1000 }));
  const [trade] = await stack.emulator.trades(outTradeNo);
  expect(trade?.refund_fee).toBe(trade?.total_fee);
  await shopper.context().close();
});

test("a shopper asks for the money back, hears why not, asks again, and gets it", async ({ page, browser, stack, logInAsOwner }) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  const ask = async (reason: string) => {
    await shopper.goto(`/orders/${no}`, { waitUntil: "networkidle" });
    await shopper.locator("summary").filter({ hasText: "申请退款" }).tap();
    await shopper.getByLabel("退款原因").fill(reason);
    await shopper.getByRole("button", { name: "提交申请" }).tap();
    await expect(shopper.getByText("等待商家处理")).toBeVisible();
  };
  await ask("拍错了颜色");
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await expect(page.locator("#refunds").getByText("拍错了颜色")).toBeVisible();
  await page.getByLabel("拒绝的理由").fill("已经打包，收到后可以换色");
  await page.getByRole("button", { name: "拒绝申请" }).click();
  await expect(page.getByText("已拒绝").first()).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByText("商家没有同意")).toBeVisible();
  await expect(shopper.getByText("已经打包，收到后可以换色")).toBeVisible();

  await ask("不想要了");
  await page.reload({ waitUntil: "networkidle" });
  await page.getByRole("button", { name: "同意退款" }).click();
  await goOnAtAlipay(page, "不想要了");
  await reloadUntil(shopper, () => expect(stateOf(shopper)).toHaveText("已退款", { timeout: 1000 }));
  const [trade] = await stack.emulator.trades(outTradeNo);
  expect(trade?.refund_fee).toBe(trade?.total_fee);
  await shopper.context().close();
});

test("the answer to a refund is lost: it stays 退款中 until Alipay has been asked, and the money moves once @without-password", async ({
  page,
  browser,
  stack,
  logInAsOwner,
  contract,
}) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  const service = contract === "wap-token-md5-nopwd" ? "refund_fastpay_by_platform_nopwd" : "alipay.trade.refund";
  await stack.emulator.setFaults(
    { fault: "lose-answer", match: { service } },
    { fault: "lose-notification", match: { out_trade_no: outTradeNo }, times: "always" },
  );
  await refundAsOwner(page, no, { amount: "2.00", reason: "补差价" });
  await shopper.reload();
  await expect(shopper.getByText("退款中").first()).toBeVisible();
  await stack.emulator.clearFaults();
  await reloadUntil(shopper, () => expect(shopper.getByText("部分退款").first()).toBeVisible({ timeout: 1000 }));
  expect((await stack.emulator.trades(outTradeNo))[0]).toMatchObject({ refund_fee: "2.00" });
  await shopper.context().close();
});

test("the owner refunds in Alipay's own console: the shop learns of it and shows it to both", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  await stack.emulator.refund(outTradeNo, "3.00");
  await reloadUntil(shopper, () => expect(shopper.getByText("部分退款").first()).toBeVisible({ timeout: 1000 }));
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`);
  await expect(page.getByText("支付宝商家中心").first()).toBeVisible();
  await expect(page.getByText("¥3.00").first()).toBeVisible();
  await shopper.context().close();
});

test("a sum that is none, or more than is left, is refused beside its field and moves nothing", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "发起退款" }).click();
  const form = page.getByRole("form", { name: "发起退款" });
  for (const amount of ["0", "1.234", "-1", "99999.00"]) {
    await form.getByLabel(/退款金额/).fill(amount);
    await form.getByLabel(/退款原因/).fill("试一试");
    await form.getByRole("button", { name: "确认退款" }).click();
    await expect(form.getByText(/请填写金额|最多|超过/).last()).toBeVisible();
  }
  expect((await stack.emulator.trades(outTradeNo))[0]).toMatchObject({ refund_fee: "0.00" });
  await shopper.context().close();
});
