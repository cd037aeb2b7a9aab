import { openPhone } from "./support/people";
import { goToCashier, linkOf, PAID, payAtCashier, stateOf, WECHAT } from "./support/shopper";
import { expect, test } from "./support/stack";

test("an order's link is exchanged for a cookie: from then on neither address, nor poll, nor form, nor cashier carries its token @once", async ({
  page,
  browser,
  stack,
}) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const link = await linkOf(page);
  const token = link.split("/").at(-1) ?? "";

  const other = await openPhone(browser, stack);
  const told: string[] = [];
  other.on("request", (request) => told.push(`${request.url()} ${request.headers().referer ?? ""} ${request.postData() ?? ""}`));
  await other.goto(link, { waitUntil: "networkidle" });
  await expect(other).toHaveURL(`${stack.shopUrl}/orders/${no}`);
  await expect(stateOf(other)).toHaveText("待付款");
  const cookies = await other.context().cookies();
  expect(cookies).not.toEqual([]);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await expect.poll(() => told.filter((one) => one.includes("/status")).length).toBeGreaterThan(1);
  // The link itself, the exchange, and nothing after that.
  const exchanged = told.findIndex((one) => one.startsWith(`${stack.shopUrl}/orders/${no} `));
  for (const one of told.slice(exchanged)) expect(one).not.toContain(token);

  await other.getByRole("button", { name: "立即付款" }).tap();
  await other.waitForURL(/\/cashier\//);
  expect(await other.content()).not.toContain(token);
  await other.getByRole("link", { name: /放弃付款/ }).tap();
  await expect(other).toHaveURL(`${stack.shopUrl}/orders/${no}`);
  await other.reload();
  await expect(stateOf(other)).toHaveText("待付款");

  const stranger = await openPhone(browser, stack);
  expect((await stranger.goto(`/orders/${no}`))?.status()).toBe(404);
  await expect(stranger.getByRole("link", { name: "订单查询" })).toBeVisible();
  for (const phone of [other, stranger]) await phone.context().close();
});

test("an order's link opens in its old form, and with what chats and keyboards put behind it @once", async ({ page, browser, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const link = await linkOf(page);
  const token = link.split("/").at(-1) ?? "";
  for (const written of [
    link,
    `${link}%20`,
    `${link}，`,
    `${link}。谢谢`,
    `${link}?from=singlemessage&isappinstalled=0`,
    `${stack.shopUrl}/orders/${no}?t=${token}`,
    `${stack.shopUrl}/orders/${no}?t=${token}%20`,
    `${stack.shopUrl}/orders/${no}?t=${token}，`,
    `${stack.shopUrl}/orders/${no}?t=${token}&from=singlemessage&isappinstalled=0`,
    `${stack.shopUrl}/orders/${no}?t=${token}&amp;from=timeline`,
  ]) {
    const other = await openPhone(browser, stack);
    await other.goto(written);
    await expect(other, written).toHaveURL(`${stack.shopUrl}/orders/${no}`);
    await expect(stateOf(other), written).toHaveText("待付款");
    await other.context().close();
  }
  await page.goto(`/orders/${no}，`);
  await expect(page).toHaveURL(`${stack.shopUrl}/orders/${no}`);
});

test("the pages of an order tell search engines nothing, and its link goes into no log as a Referer @once", async ({ page, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const link = await linkOf(page);
  const answers = [await page.request.get(`/orders/${no}`), await page.request.get(link, { maxRedirects: 0 })];
  for (const answer of answers) expect(answer.headers()["x-robots-tag"]).toBe("noindex, nofollow");
  expect(answers[1]?.headers()["referrer-policy"]).toBe("strict-origin");
});

test("a buyer comes to the order from a return that an app has spoilt; nobody else does, and nothing is settled by it @once", async ({
  page,
  request,
  stack,
}) => {
  await stack.emulator.setFaults({ fault: "lose-notification", times: "always" });
  const { no } = await goToCashier(page, stack);
  await payAtCashier(page);
  const back = (await page.getByRole("link", { name: "返回商家" }).getAttribute("href")) ?? "";
  const address = new URL(back, page.url()).href;
  for (const spoilt of [`${address}&from=singlemessage&isappinstalled=0`, address.replace(/[?&]sign=.*$/, "")]) {
    const stranger = await request.get(spoilt, { maxRedirects: 0 });
    expect(stranger.headers().location).toBe(`${stack.shopUrl}/orders/return-problem`);
    await page.goto(spoilt);
    await expect(page).toHaveURL(`${stack.shopUrl}/orders/${no}`);
  }
  await expect(stateOf(page)).toHaveText(PAID); // by asking
});

test.describe("inside WeChat", () => {
  test.use({ userAgent: WECHAT });

  test("a link from a chat opens there, and 在浏览器打开 takes an address along that opens elsewhere @once", async ({
    page,
    browser,
    stack,
  }) => {
    const buyer = await openPhone(browser, stack);
    const { no } = await goToCashier(buyer, stack);
    await buyer.goto(`/orders/${no}`);
    await page.goto(await linkOf(buyer));
    await expect(stateOf(page)).toHaveText("待付款");
    const other = await openPhone(browser, stack);
    await other.goto(page.url());
    await expect(stateOf(other)).toHaveText("待付款");
    await page.getByRole("link", { name: "立即付款" }).tap();
    await expect(page.getByRole("heading", { name: "请在浏览器中打开付款" })).toBeVisible();
    await other.goto(page.url());
    await other.getByRole("button", { name: "立即付款" }).tap();
    await payAtCashier(other);
    await expect(stateOf(page)).toHaveText(PAID);
    await expect(page).toHaveURL(`${stack.shopUrl}/orders/${no}`);
    for (const phone of [buyer, other]) await phone.context().close();
  });
});
