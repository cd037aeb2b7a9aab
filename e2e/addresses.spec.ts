import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { goToCheckout, payAtCashier } from "./support/shopper";
import { expect, test } from "./support/stack";

const PASTED = "收货人：王小明，电话：138 0013 8000，地址：浙江省杭州市西湖区文三路 478 号A座 301";

test("a shopper pastes an address, orders with it, finds it in the book, and sends the next order to another one @once", async ({
  page,
}) => {
  await goToCheckout(page);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("备注").fill("放门口");
  await page.getByText("粘贴地址，自动识别").tap();
  await page.getByLabel("整段收货信息").fill(PASTED);
  await page.getByRole("button", { name: "识别", exact: true }).tap();
  await expect(page.getByText("已识别，请核对后再提交")).toBeVisible();
  await expect(page.getByLabel("收货人")).toHaveValue("王小明");
  await expect(page.getByLabel("手机号")).toHaveValue("13800138000");
  await expect(page.getByRole("button", { name: /所在地区.*西湖区/ })).toBeVisible();
  await expect(page.getByLabel("详细地址")).toHaveValue("文三路 478 号A座 301");
  await expect(page.getByLabel("备注")).toHaveValue("放门口");
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  await payAtCashier(page);

  await page.goto("/me");
  await page.getByRole("link", { name: /收货地址/ }).tap();
  await expect(page.getByText("文三路 478 号A座 301")).toBeVisible();
  await page.getByRole("link", { name: "添加收货地址" }).tap();
  await page.waitForLoadState("networkidle");
  await page.getByText("粘贴地址，自动识别").tap();
  await page.getByLabel("整段收货信息").fill("李雷 13511112222 上海市浦东新区世纪大道 100 号");
  await page.getByRole("button", { name: "识别", exact: true }).tap();
  await expect(page.getByLabel("收货人")).toHaveValue("李雷");
  await page.getByLabel("设为默认收货地址").check();
  await page.getByRole("button", { name: "保存" }).tap();
  await page.waitForURL(/\/addresses$/);
  await expect(page.locator("main li").first()).toContainText("李雷");
  await expect(page.locator("main li").first()).toContainText("默认");
  expect(await seriousProblems(page)).toEqual([]);

  await goToCheckout(page);
  await page.waitForLoadState("networkidle");
  await expect(page.getByText("世纪大道 100 号").first()).toBeVisible();
  await page.getByText(/从地址簿选用/).tap();
  await page.getByRole("button", { name: /王小明.*文三路/ }).tap();
  await expect(page.locator("summary", { hasText: "王小明" })).toBeVisible();
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  await page.goto("/orders");
  await page.locator('main a[href^="/orders/"]').first().tap();
  await expect(page.getByText("文三路 478 号A座 301")).toBeVisible();

  await page.goto("/addresses", { waitUntil: "networkidle" });
  const last = page.locator("main li").filter({ hasText: "王小明" });
  await last.getByText("删除", { exact: true }).tap();
  await last.getByRole("button", { name: "确认删除" }).tap();
  await expect(last).toHaveCount(0);
  await expect(page.getByText("地址已删除")).toBeVisible();
  const answer = await page.goto("/addresses");
  expect(answer?.headers()["cache-control"]).toContain("no-store");
});

test("the arrows of the address book lead back, step by step, to where one came from @once", async ({ page }) => {
  await page.goto("/me", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: /收货地址/ }).tap();
  await page.waitForURL(/\/addresses$/);
  await page.getByRole("link", { name: "添加收货地址" }).tap();
  await page.waitForURL(/\/addresses\/new$/);
  await page.getByRole("link", { name: "返回" }).tap();
  await page.waitForURL(/\/addresses$/);
  await page.getByRole("link", { name: "返回" }).tap();
  await page.waitForURL(/\/me$/);
});

test("without JavaScript an address is pasted, saved, chosen and corrected all the same @once", async ({ browser, stack }) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  await goToCheckout(page);
  await page.getByText("粘贴地址，自动识别").tap();
  await page.getByLabel("整段收货信息").fill(PASTED);
  await page.getByRole("button", { name: "识别", exact: true }).tap();
  await expect(page.getByLabel("收货人")).toHaveValue("王小明");
  await expect(page.locator("#region")).toHaveValue("浙江省 杭州市 西湖区");
  await expect(page.getByLabel("详细地址")).toHaveValue("文三路 478 号A座 301");
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);

  await page.goto("/addresses/new");
  await page.getByText("粘贴地址，自动识别").tap();
  await page.getByLabel("整段收货信息").fill("韩梅 13511113333 北京市朝阳区望京街 8 号");
  await page.getByRole("button", { name: "识别", exact: true }).tap();
  await expect(page.getByLabel("收货人")).toHaveValue("韩梅");
  await page.getByRole("button", { name: "保存" }).tap();
  await page.waitForURL(/\/addresses$/);
  await page.locator("main li").filter({ hasText: "韩梅" }).getByRole("link", { name: "修改" }).tap();
  await page.getByLabel("收货人").fill("韩梅梅");
  await page.getByRole("button", { name: "保存" }).tap();
  await page.waitForURL(/\/addresses$/);
  await expect(page.locator("main li").filter({ hasText: "韩梅梅" })).toBeVisible();

  await goToCheckout(page);
  await page.getByText(/从地址簿选用/).tap();
  await page.getByRole("button", { name: /韩梅梅/ }).tap();
  await expect(page.locator("summary", { hasText: "韩梅梅" })).toBeVisible();
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  await page.goto("/orders");
  await page.locator('main a[href^="/orders/"]').first().tap();
  await expect(page.getByText("望京街 8 号")).toBeVisible();
  await page.context().close();
});
