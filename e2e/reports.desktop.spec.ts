import { readFileSync } from "node:fs";
import type { Page } from "playwright/test";
import { refundAsOwner, reloadUntil, shopperWhoPaid } from "./support/people";
import { PAID, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

const DAY_MS = 86_400_000;

// The shop asks for a bill when its day is over: what is sold here today has to have happened yesterday.
test.use({ gatewayDaysBehind: 1 });

test("on the token protocol, which has no bill, the owner is told so @no-bill", async ({ page, logInAsOwner }) => {
  await logInAsOwner(page);
  await page.goto("/admin/reports");
  await expect(page.getByText(/它没有每日账单/)).toBeVisible();
  await expect(page.getByRole("button", { name: "开始对账" })).toHaveCount(0);
});

test("the owner reconciles yesterday: a sale and its refund match; a line that only Alipay has is shown, and settled when the bill is put right @bill", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await expect(stateOf(shopper)).toHaveText(PAID);
  await logInAsOwner(page);
  await refundAsOwner(page, no, { amount: "1.00", reason: "少发了一件小样" });
  await reloadUntil(shopper, () => expect(shopper.getByText("部分退款").first()).toBeVisible({ timeout: 1000 }));

  const day = new Date(Date.now() - DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
  await stack.emulator.advanceClock(2 * DAY_MS);
  await reconcile(page);
  await expect(page.getByText("已核对，全部相符")).toBeVisible();

  await page.goto(`/admin/reports/${day}`);
  await expect(page.getByText("全部相符")).toBeVisible();
  await expect(page.locator(`a[href="/admin/orders/${no}"]`)).toHaveCount(2);

  // A sale at the counter, into the same account, is none of this shop's.
  await stack.emulator.setFaults({ fault: "extra-row", amountFen: 67_800, times: "always" });
  await page.getByRole("button", { name: "重新对账" }).click();
  await expect(page.getByText("已核对，全部相符")).toBeVisible();
  await page.getByRole("link", { name: /^其他业务/ }).click();
  await expect(page.getByText("¥678.00").first()).toBeVisible();

  const ownNumber = "XP20261122000000000000000001";
  await stack.emulator.setFaults({ fault: "extra-row", amountFen: 12_345, outTradeNo: ownNumber, times: "always" });
  await page.getByRole("button", { name: "重新对账" }).click();
  await expect(page.getByText("1 处不符").first()).toBeVisible();
  await page.getByRole("link", { name: /^不符/ }).click();
  await expect(page.getByText("¥123.45").first()).toBeVisible();
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载 CSV" }).click()]);
  const text = readFileSync(await csv.path(), "utf8");
  expect(text).toContain("123.45");
  expect(text).toContain(no);

  await page.goto("/admin/discrepancies");
  await expect(page.getByText("账单有，店里没有")).toBeVisible();

  await stack.emulator.clearFaults();
  await page.goto(`/admin/reports/${day}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "重新对账" }).click();
  await expect(page.getByText("全部相符").first()).toBeVisible();
  await page.goto("/admin/discrepancies");
  await expect(page.getByText("账单有，店里没有")).toHaveCount(0);
  await shopper.context().close();
});

async function reconcile(page: Page): Promise<void> {
  await page.goto("/admin/reports", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "开始对账" }).click();
}
