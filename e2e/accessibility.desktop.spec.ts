import { shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

// A shop of this file's own: the page for setting up is there only until somebody has. Each page is a login of its own.
test.use({ stackEnv: { LOG_LEVEL: "warn" } });

test("everybody can set up the back office", async ({ page, logInAsOwner }) => {
  await page.goto("/admin", { waitUntil: "networkidle" });
  await expect(page).toHaveURL(/\/admin\/setup/);
  expect(await seriousProblems(page)).toEqual([]);
  await logInAsOwner(page);
  await page.context().clearCookies();
  await page.goto("/admin", { waitUntil: "networkidle" });
  await expect(page).toHaveURL(/\/admin\/login/);
  expect(await seriousProblems(page)).toEqual([]);
});

const PAGES = [
  "",
  "/orders",
  "/orders/bulk",
  "/orders/shipments",
  "/ship",
  "/slips",
  "/promotions",
  "/promotions/new?kind=coupon",
  "/books",
  "/customers",
  "/discrepancies",
  "/deliveries",
  "/reports",
  "/products",
  "/products/new",
  "/products/1",
  "/products/recommended",
  "/categories",
  "/freight",
  "/freight/new",
  "/freight/1",
  "/settings",
  "/settings/synonyms",
  "/opening",
  "/alerts",
  "/products/sheet",
  "/account",
  "/account/factors",
  "/account/factors/totp",
  "/account/sessions",
  "/staff",
  "/audit",
  "/privacy",
];

for (const path of PAGES) {
  test(`everybody can use /admin${path}`, async ({ page, logInAsOwner }) => {
    await logInAsOwner(page);
    const answer = await page.goto(`/admin${path}`, { waitUntil: "networkidle" });
    expect(answer?.status()).toBe(200);
    expect(await seriousProblems(page)).toEqual([]);
  });
}

test("everybody can ask for a refund, and everybody can answer", async ({ page, browser, stack, logInAsOwner }) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await shopper.locator("summary").filter({ hasText: "申请退款" }).tap();
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  await expect(shopper.getByText("请写明退款原因", { exact: false })).toBeVisible();
  expect(await seriousProblems(shopper), "an empty reason").toEqual([]);
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "发起退款" }).click();
  expect(await seriousProblems(page), "the owner's form").toEqual([]);
  await shopper.getByLabel("退款原因").fill("不想要了");
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  await expect(shopper.getByText("等待商家处理")).toBeVisible();
  expect(await seriousProblems(shopper), "a request").toEqual([]);
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByRole("button", { name: "同意退款" })).toBeVisible();
  expect(await seriousProblems(page), "the answer").toEqual([]);
  await shopper.context().close();
});
