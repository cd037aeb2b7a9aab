import { expect, test } from "vitest";
import { openMerchant, SHOP, type TestMerchant } from "../testing/test-merchant";
import { linkNamed, openPhone, type Shown } from "../testing/test-phone";
import { TEXT } from "./text";

const MINUTE_MS = 60_000;
const LOGIN = { account: "buyer1@example.com", password: "111111" };
const PAY = { password: "111111" };

async function enter(shop: TestMerchant, phone = openPhone(shop.emulator), request = {}): Promise<Shown> {
  const started = await shop.start(request);
  if (!started.ok) throw new Error(started.detail);
  return phone.go(started.redirectUrl);
}

for (const secId of ["MD5", "0001"] as const) {
  test(`a buyer logs in, sees what is bought, pays and is led back with a signed return (${secId})`, async () => {
    const shop = openMerchant({ secId });
    const phone = openPhone(shop.emulator);
    const login = await enter(shop, phone);
    expect(login.html).toContain("安溪铁观音 250g");
    expect(login.html).toContain("19.80");
    const confirm = await phone.fillIn(login, LOGIN);
    expect(confirm.html).toContain(TEXT.pay("19.80"));
    expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "WAIT_BUYER_PAY", paidAt: null } });
    const done = await phone.fillIn(confirm, PAY);
    const back = linkNamed(done, TEXT.back) ?? "";
    expect(done.headers.get("refresh")).toBe(`3; url=${back}`);
    expect(back.startsWith(`${SHOP}/api/alipay/return?`)).toBe(true);
    expect(new URL(back).searchParams.get("request_token")).toBe("requestToken");
    const returned = shop.gateway.parseReturn(new URL(back).search);
    const asked = await shop.gateway.queryTrade("T1");
    expect(asked).toMatchObject({ kind: "trade", trade: { status: "TRADE_SUCCESS", totalFen: 1980, sellerId: shop.merchant.sellerId } });
    expect(returned).toEqual({ ok: true, outTradeNo: "T1", tradeNo: asked.kind === "trade" ? asked.trade.tradeNo : "" });
  });
}

test("a buyer who mistypes a password sees so and nothing is paid", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const wrongLogin = await phone.fillIn(await enter(shop, phone), { ...LOGIN, password: "nope" });
  expect(wrongLogin.html).toContain(TEXT.wrongLogin);
  expect(await shop.gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
  const wrongPay = await phone.fillIn(await phone.fillIn(wrongLogin, LOGIN), { password: "000000" });
  expect(wrongPay.html).toContain(TEXT.wrongPay);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "WAIT_BUYER_PAY" } });
});

test("a buyer who gives up goes to the merchant without parameters", async () => {
  const shop = openMerchant();
  expect(linkNamed(await enter(shop), TEXT.giveUp)).toBe(`${SHOP}/orders/1`);
});

test("a buyer who is too late is refused in words, and nothing is paid", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const confirm = await phone.fillIn(await enter(shop, phone), LOGIN);
  shop.passTime(30 * MINUTE_MS);
  const late = await phone.fillIn(confirm, PAY);
  expect(late.html).toContain(TEXT.expiredTitle);
  expect(late.html).toContain("2026-03-01 12:30");
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_CLOSED", paidAt: null } });
  expect(await shop.emulator.deliverDue()).toBe(0);
});

test("a buyer can pay until the last millisecond of the window", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const confirm = await phone.fillIn(await enter(shop, phone), LOGIN);
  shop.passTime(30 * MINUTE_MS - 1);
  expect((await phone.fillIn(confirm, PAY)).html).toContain(TEXT.doneTitle);
});

test("an order whose time ran out before anybody logged in makes no trade any more", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const login = await enter(shop, phone);
  shop.passTime(30 * MINUTE_MS);
  expect((await phone.fillIn(login, LOGIN)).html).toContain(TEXT.expiredTitle);
  expect(await shop.gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
});

test("a buyer who pays twice, by a double tap, is charged once", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const confirm = await phone.fillIn(await enter(shop, phone), LOGIN);
  const both = await Promise.all([phone.fillIn(confirm, PAY), phone.fillIn(confirm, PAY)]);
  expect(both.map((page) => page.html.includes(TEXT.doneTitle))).toEqual([true, true]);
  expect(await shop.emulator.deliverDue()).toBe(1);
});

test("a buyer finds a closed trade closed, and a friend finds a paid one paid", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const confirm = await phone.fillIn(await enter(shop, phone), LOGIN);
  expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "closed" });
  expect((await phone.fillIn(confirm, PAY)).html).toContain(TEXT.closedTitle);
  await shop.start({ outTradeNo: "T2" });
  await shop.control("POST", "trades/T2/pay");
  expect((await enter(shop, openPhone(shop.emulator), { outTradeNo: "T2" })).html).toContain(TEXT.paidTitle);
});

test("a trade that one buyer began is not another's to pay", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  const friend = openPhone(shop.emulator);
  await phone.fillIn(await enter(shop, phone), LOGIN);
  const refused = await friend.fillIn(await enter(shop, friend), { ...LOGIN, account: "buyer2@example.com" });
  expect(refused.html).toContain(TEXT.otherBuyerTitle);
  expect(refused.html).toContain("bu***@example.com");
});

test("a session of one purchase is worth nothing in another, and a forged one nothing at all", async () => {
  const shop = openMerchant();
  const phone = openPhone(shop.emulator);
  await phone.fillIn(await enter(shop, phone), LOGIN);
  const other = await enter(shop, phone, { outTradeNo: "T2" });
  expect(other.html).toContain(TEXT.loginTitle);
  const forged = await phone.go(`${other.url}/pay`, { method: "POST", headers: { cookie: "cashier_buyer=2088100000000011.00" } });
  expect(forged.html).toContain(TEXT.loginTitle);
});

test("a visitor at a desktop is refused until the owner of the emulator allows it", async () => {
  const shop = openMerchant();
  const desktop = openPhone(shop.emulator, { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36" });
  const refused = await enter(shop, desktop);
  expect(refused.status).toBe(403);
  expect(refused.html).toContain("为保障用户账户安全，禁止非手机访问");
  await shop.control("POST", "settings", { refuseDesktop: false });
  expect((await enter(shop, desktop)).html).toContain(TEXT.loginTitle);
});

test("a link that was changed, or was never ours, opens no cashier", async () => {
  const shop = openMerchant();
  const started = await shop.start();
  const phone = openPhone(shop.emulator);
  const url = started.ok ? started.redirectUrl : "";
  expect((await phone.go(url.replace("request_token%3E2", "request_token%3E3"))).html).toContain(TEXT.badLinkTitle);
  expect((await phone.go("/service/rest.htm?service=alipay.wap.auth.authAndExecute")).status).toBe(400);
  expect((await phone.go("/cashier/2026030100000000000000000000000000000000")).status).toBe(404);
});

test("a shopper who reads a hostile subject sees it as text, under a policy that runs nothing", async () => {
  const shop = openMerchant();
  const page = await enter(shop, openPhone(shop.emulator), { subject: `"'--!script(1)` });
  expect(page.html).toContain("&quot;&#39;--!script(1)");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.html).not.toContain("<script");
});
