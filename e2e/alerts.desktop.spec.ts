import { startAlertReceiver } from "./support/alert-receiver";
import { reloadUntil, shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

const SECRET = "a secret of the warehouse";

test("the owner is told of a paid order by a signed message, once, although the receiver was down; the page says 已送达 @once", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const receiver = await startAlertReceiver(SECRET);
  await logInAsOwner(page);
  await page.goto("/admin/alerts", { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "添加 Webhook" }).click();
  const add = page.getByRole("form", { name: "添加 Webhook" });
  await add.getByLabel("名称").fill("仓库");
  await add.getByLabel("地址").fill("http://10.0.0.1/alerts");
  await add.getByLabel("签名密钥").fill(SECRET);
  await add.getByLabel("账目异常").uncheck();
  await add.getByRole("button", { name: "添加" }).click();
  await expect(add.getByText("地址要以 https:// 开头")).toBeVisible();
  await expect(add.getByLabel("账目异常")).not.toBeChecked();
  await add.getByLabel("地址").fill(receiver.url);
  await add.getByRole("button", { name: "添加" }).click();
  await expect(page.getByRole("heading", { name: "仓库" })).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
  await page.getByRole("form", { name: "发送测试 仓库" }).getByRole("button").click();
  await expect(page.getByText("已送达，请到群里或邮箱里看看")).toBeVisible();
  expect(receiver.told).toMatchObject([{ event: "test" }]);
  expect(await seriousProblems(page)).toEqual([]);

  receiver.setDown(true);
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await shopper.context().close();
  await expect(page.getByText(no)).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveTitle(/^\(\d+\) 消息提醒/);
  await reloadUntil(page, async () => expect(page.locator("#sent").getByText("对方拒绝了（503）")).toBeVisible({ timeout: 1_000 }));
  receiver.setDown(false);
  // Without this it would be tried again by itself within half a minute.
  await page
    .getByRole("form", { name: `重发 ${no}` })
    .getByRole("button")
    .click();
  await reloadUntil(page, async () =>
    expect(page.locator("#sent li").filter({ hasText: no }).getByText("已送达")).toBeVisible({ timeout: 1_000 }),
  );
  const ofOrder = receiver.told.filter(({ orderNo }) => orderNo === no);
  expect(ofOrder[0]).toMatchObject({ event: "order_paid", url: `${stack.shopUrl}/admin/orders/${no}` });
  // 重发 may meet the try that comes by itself: the same message then, as its id tells.
  expect(new Set(ofOrder.map(({ id }) => id)).size).toBe(1);
  expect(receiver.refused).toEqual([]);

  await page.getByText("修改或删除").click();
  await page.getByRole("form", { name: "删除 仓库", exact: true }).getByRole("button").click();
  await expect(page.getByText("已删除")).toBeVisible();
  await expect(page.getByRole("heading", { name: "仓库" })).toHaveCount(0);
  await receiver.close();
});
