import { fromBeforeTheDeploy, openPhone, shopperWhoPaid } from "./support/people";
import { fillAddress, goToCheckout, RECEIVER } from "./support/shopper";
import { expect, test } from "./support/stack";

test("a shopper whose checkout is from before a deploy is told so, keeps what was typed and orders by tapping again @once", async ({
  page,
}) => {
  await goToCheckout(page);
  await fillAddress(page);
  await page.getByLabel("备注").fill("请放门口 🙏");
  await fromBeforeTheDeploy(page);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await expect(page.getByText("店铺刚更新，请再点一次")).toBeVisible();
  await expect(page.getByLabel("收货人")).toHaveValue(RECEIVER.name);
  await expect(page.getByLabel("手机号")).toHaveValue(RECEIVER.phone);
  await expect(page.getByRole("button", { name: /所在地区/ })).toContainText(RECEIVER.region.join(" "));
  await expect(page.getByLabel("详细地址")).toHaveValue(RECEIVER.detail);
  await expect(page.getByLabel("备注")).toHaveValue("请放门口 🙏");
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
});

test("a shopper who types while a new version is started sends the form to it as if nothing had happened @once", async ({
  page,
  stack,
}) => {
  await goToCheckout(page);
  await fillAddress(page);
  await page.getByLabel("手机号").fill("12345");
  await stack.restartShop({ NEXT_DEPLOYMENT_ID: "another" });
  await page.getByRole("button", { name: "提交订单" }).tap();
  await expect(page.getByText("请填写 11 位手机号")).toBeVisible();
  await expect(page.getByLabel("详细地址")).toHaveValue(RECEIVER.detail);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  const answer = await page.request.get(`${stack.shopUrl}/`, { headers: { rsc: "1" } });
  expect(answer.headers()["x-nextjs-deployment-id"]).toBe("another");
  await stack.restartShop();
});

test("a shopper whose cart is from before a deploy is told so, and the next tap counts @once", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.locator('a[href^="/products/"]').first().tap();
  await page.waitForURL(/\/products\//);
  await page.waitForLoadState("networkidle");
  await fromBeforeTheDeploy(page);
  for (const said of ["店铺刚更新，请再点一次", "已加入购物车"]) {
    await page.getByRole("button", { name: "加入购物车" }).tap();
    await page.getByRole("dialog").getByRole("button", { name: "加入购物车" }).tap();
    await expect(page.getByText(said)).toBeVisible();
  }
});

test("a shopper whose page is loaded again while typing finds what was typed, and a fresh visit finds a fresh form @once", async ({
  page,
}) => {
  await goToCheckout(page);
  await fillAddress(page);
  await page.reload();
  await expect(page.getByLabel("收货人")).toHaveValue(RECEIVER.name);
  await expect(page.getByLabel("详细地址")).toHaveValue(RECEIVER.detail);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
  await goToCheckout(page);
  await expect(page.getByLabel("备注")).toHaveValue("");
});

test("a form whose answer never comes keeps what was typed and says that the network is to blame @once", async ({ page }) => {
  await goToCheckout(page);
  await fillAddress(page);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await expect(page.getByText("网络不太好，请再试一次")).toBeVisible();
  await expect(page.getByLabel("详细地址")).toHaveValue(RECEIVER.detail);
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "提交订单" }).tap();
  await page.waitForURL(/\/cashier\//);
});

test("a shopper's words to the owner survive a deploy as well @once", async ({ browser, stack }) => {
  const { shopper } = await shopperWhoPaid(browser, stack);
  await shopper.waitForLoadState("networkidle");
  await shopper.locator("summary").filter({ hasText: "申请退款" }).tap();
  await shopper.getByLabel("退款原因").fill("颜色不喜欢");
  await fromBeforeTheDeploy(shopper);
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  await expect(shopper.getByText("店铺刚更新，请再点一次")).toBeVisible();
  await expect(shopper.getByLabel("退款原因")).toHaveValue("颜色不喜欢");
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  await expect(shopper.getByText("等待商家处理")).toBeVisible();
  await shopper.context().close();
});

test("a shopper without JavaScript whose checkout is from before a deploy is told so, keeps what was typed and finds the way back @once", async ({
  browser,
  stack,
}) => {
  const page = await openPhone(browser, stack, { javaScriptEnabled: false });
  await goToCheckout(page);
  await page.getByLabel("收货人").fill(RECEIVER.name);
  await page.getByLabel("手机号").fill(RECEIVER.phone);
  await page.locator("#region").fill(RECEIVER.region.join(" "));
  await page.getByLabel("详细地址").fill(RECEIVER.detail);
  await page.getByLabel("备注").fill("请放门口 🙏");
  // The form is sent as a page of another build would send it: its action has another number.
  await page.route("**/checkout**", (route) => {
    const body = route.request().postDataBuffer()?.toString("latin1") ?? "";
    const outdated = body.replace(/"id":"([0-9a-f]{2})[0-9a-f]+"/g, (_all, kind: string) => `"id":"${kind}${"0".repeat(40)}"`);
    return route.continue({ postData: Buffer.from(outdated, "latin1") });
  });
  await page.getByRole("button", { name: "提交订单" }).tap();
  await expect(page.getByRole("heading", { name: "店铺刚更新，请再点一次" })).toBeVisible();
  for (const typed of [RECEIVER.name, RECEIVER.phone, RECEIVER.region.join(" "), RECEIVER.detail, "请放门口 🙏"])
    await expect(page.getByText(typed, { exact: true })).toBeVisible();
  await page.unroute("**/checkout**");
  await page.getByRole("link", { name: "回到刚才的页面" }).tap();
  await expect(page.getByLabel("收货人")).toBeVisible();
  await page.context().close();
});
