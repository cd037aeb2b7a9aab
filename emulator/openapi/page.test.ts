import { expect, test } from "vitest";
import { encodeForm } from "@/lib/alipay/form";
import { TEXT } from "../cashier/text";
import { appParams } from "../testing/app-call";
import { logIn, openCashier, payAtCashier } from "../testing/open-cashier";
import { EMULATOR, openMerchant, SHOP, type TestMerchant } from "../testing/test-merchant";
import { linkNamed, openPhone } from "../testing/test-phone";

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

const open = () => openMerchant({ app: { mode: "key" } });

/** A link with contents of one's own, signed well. */
function link(shop: TestMerchant, contents: Record<string, unknown>, changes: Record<string, string> = {}): string {
  const order = { out_trade_no: "T1", total_amount: "19.80", subject: "茶", product_code: "QUICK_WAP_WAY", quit_url: `${SHOP}/orders/1` };
  const extra = { return_url: `${SHOP}/return`, notify_url: `${SHOP}/notify` };
  return `${EMULATOR}/gateway.do?${encodeForm(appParams(shop, "alipay.trade.wap.pay", { ...order, ...contents }, { extra, changes }))}`;
}

const arrive = (shop: TestMerchant, url: string) => openPhone(shop.emulator).go(url);
const expiryOf = async (shop: TestMerchant) =>
  ((await shop.control("GET", "trades")).body.trades as { expires_at: string }[]).map((trade) => trade.expires_at);

test("a shopper logs in, pays and is led back", async () => {
  const shop = open();
  const { page } = await payAtCashier(shop);
  expect(page.html).toContain(TEXT.doneTitle);
  expect(linkNamed(page, TEXT.back)).toContain("alipay.trade.wap.pay.return");
});

test("a shopper who gives up goes where the merchant said", async () => {
  const shop = open();
  const { page } = await openCashier(shop);
  expect(linkNamed(page, TEXT.giveUp)).toBe(`${SHOP}/orders/1`);
});

test("a merchant without a return_url keeps the shopper on the page", async () => {
  const shop = open();
  const params = new URL(link(shop, {}, { return_url: "" })).search;
  expect(await arrive(shop, `${EMULATOR}/gateway.do${params}`)).toMatchObject({
    status: 400,
    html: expect.stringContaining("isv.invalid-signature"),
  });
  const bare = appParams(shop, "alipay.trade.wap.pay", {
    out_trade_no: "T2",
    total_amount: "1.00",
    subject: "茶",
    product_code: "QUICK_WAP_WAY",
  });
  const phone = openPhone(shop.emulator);
  const login = await phone.go(`${EMULATOR}/gateway.do?${encodeForm(bare)}`);
  const done = await phone.fillIn(await phone.fillIn(login, { account: "buyer1@example.com", password: "111111" }), { password: "111111" });
  expect(done.html).toContain(TEXT.mayClose);
  expect(linkNamed(done, TEXT.back)).toBeNull();
});

test("a form that a browser posts leads to the cashier as a link does", async () => {
  const shop = open();
  const page = await openPhone(shop.emulator).go(`${EMULATOR}/gateway.do?charset=utf-8`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URL(link(shop, {})).search.slice(1),
  });
  expect(page.html).toContain(TEXT.loginTitle);
});

test("a shopper in Alipay's app makes the trade with the payment's password, and none before", async () => {
  const shop = open();
  await shop.control("POST", "settings", { tradeBeginsWith: "payment" });
  const { phone, page } = await logIn(shop);
  expect(page.html).toContain(TEXT.payTitle);
  expect(await shop.gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
  await phone.fillIn(page, { password: "wrong" });
  expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_exist" });
  expect((await phone.fillIn(page, { password: "111111" })).html).toContain(TEXT.doneTitle);
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ trade: { status: "TRADE_SUCCESS" } });
});

test("a closed cashier that nobody has entered stays payable, and its payment is heard of", async () => {
  const shop = open();
  const { phone, page } = await openCashier(shop);
  expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_exist" });
  await phone.fillIn(await phone.fillIn(page, { account: "buyer1@example.com", password: "111111" }), { password: "111111" });
  await shop.emulator.deliverDue();
  expect(shop.heard).toMatchObject([{ result: { ok: true, trade: { status: "TRADE_SUCCESS" } } }]);
});

test("a shopper who comes too late sees so, on the page and before", async () => {
  const shop = open();
  const { phone, page } = await logIn(shop);
  shop.passTime(30 * MINUTE_MS);
  expect((await phone.fillIn(page, { password: "111111" })).html).toContain(TEXT.expiredTitle);
  const late = await arrive(shop, link(shop, { out_trade_no: "T2", time_expire: "2026-03-01 12:30:00" }));
  expect(late).toMatchObject({ status: 400, html: expect.stringContaining("time_expire") });
  const older = await arrive(shop, link(shop, { out_trade_no: "T3", time_expire: "2026-03-01 12:31" }));
  expect(older.html).toContain(TEXT.loginTitle);
  const wrong = await arrive(shop, link(shop, { out_trade_no: "T4", time_expire: "2026-03-01 25:31" }));
  expect(wrong).toMatchObject({ status: 400, html: expect.stringContaining("time_expire") });
});

test.each([
  ["ACQ.TRADE_HAS_SUCCESS", async (shop: TestMerchant) => void (await payAtCashier(shop))],
  [
    "ACQ.TRADE_HAS_CLOSE",
    async (shop: TestMerchant) => {
      await logIn(shop);
      await shop.gateway.closeTrade("T1");
    },
  ],
])("a shopper who comes again sees %s", async (code, before) => {
  const shop = open();
  await before(shop);
  const { page } = await openCashier(shop);
  expect(page).toMatchObject({ status: 400, html: expect.stringContaining(code) });
  expect(linkNamed(page, TEXT.back)).toBe(`${SHOP}/orders/1`);
});

test("once there is a trade its number is for this sum and these goods only; before, the latest link counts", async () => {
  const shop = open();
  await openCashier(shop, { amountFen: 1 });
  const { page } = await logIn(shop);
  expect(page.html).toContain("19.80");
  for (const changes of [{ amountFen: 1 }, { subject: "白茶" }]) {
    const other = await openCashier(shop, changes);
    expect(other.page.html).toContain("ACQ.CONTEXT_INCONSISTENT");
  }
  expect((await openCashier(shop)).page.status).toBe(200);
});

test.each([
  ["total_amount", { total_amount: "0.00" }],
  ["product_code", { product_code: "FAST_INSTANT_TRADE_PAY" }],
  ["subject", { subject: "" }],
  ["out_trade_no", { out_trade_no: "T/1" }],
  ["quit_url", { quit_url: "javascript:alert(1)" }],
  ["seller_id", { seller_id: "2088999999999999" }],
  ["timeout_express", { timeout_express: "16d" }],
  ["timeout_express", { timeout_express: "1.5h" }],
])("an order whose %s is wrong is refused on the page", async (name, contents) => {
  const shop = open();
  const page = await arrive(shop, link(shop, contents));
  expect(page).toMatchObject({ status: 400, html: expect.stringContaining(`订单参数异常：${name}（ACQ.INVALID_PARAMETER）`) });
});

test("a limit in minutes counts from the login, one by the clock does not", async () => {
  const shop = open();
  const phone = openPhone(shop.emulator);
  const login = await phone.go(link(shop, { timeout_express: "90m" }));
  shop.passTime(10 * MINUTE_MS);
  await phone.fillIn(login, { account: "buyer1@example.com", password: "111111" });
  expect(await expiryOf(shop)).toEqual(["2026-03-01T05:40:00.000Z"]);
  await arrive(shop, link(shop, { out_trade_no: "T2", timeout_express: "90m", time_expire: "2026-03-01 12:45:00" }));
  await arrive(shop, link(shop, { out_trade_no: "T3", timeout_express: "1c" }));
  expect((await expiryOf(shop)).slice(1)).toEqual(["2026-03-01T04:45:00.000Z", "2026-03-01T16:00:00.000Z"]);
});

test("without any limit a trade lives fifteen days, and its end is notified", async () => {
  const shop = open();
  const phone = openPhone(shop.emulator);
  await phone.fillIn(await phone.go(link(shop, {})), { account: "buyer1@example.com", password: "111111" });
  await shop.control("POST", "clock", { advanceMs: 15 * DAY_MS - 1 });
  expect(shop.heard).toHaveLength(0);
  await shop.control("POST", "clock", { advanceMs: 1 });
  expect(shop.heard).toMatchObject([{ result: { ok: true, trade: { status: "TRADE_CLOSED", refund: null, paidAt: null } } }]);
});
