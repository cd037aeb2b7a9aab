import { expect, test } from "vitest";
import type { DeskGateway } from "@/lib/alipay/openapi/desk";
import { TEXT } from "./cashier/text";
import { openCashier } from "./testing/open-cashier";
import { openMerchant, TEA } from "./testing/test-merchant";
import { linkNamed, openPhone } from "./testing/test-phone";

/** Every gateway that the interface has, in every way to sign and to encrypt. */
const GATEWAYS = {
  "the token protocol with MD5": { secId: "MD5" },
  "the token protocol with RSA": { secId: "0001" },
  "the page with bare keys": { app: { mode: "key" } },
  "the page with certificates and AES": { app: { mode: "certificate", aes: true } },
  "the desk with bare keys": { app: { mode: "key", desk: true } },
  "the desk with certificates": { app: { mode: "certificate", desk: true } },
  "the desk with AES": { app: { mode: "key", aes: true, desk: true } },
} as const;

const GIVEN_BACK = { outRequestNo: "R001", amountFen: 500, reason: "少发一件", notifyUrl: "http://shop.test/refunds" };
const atDesk = (shop: ReturnType<typeof openMerchant>) => shop.gateway as DeskGateway;

test.each(Object.entries(GATEWAYS))("a shop that knows only the interface sells and gives money back through %s", async (_, options) => {
  const shop = openMerchant(options);
  const { gateway } = shop;
  expect(await gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
  const started = await gateway.startPayment(TEA);
  if (!started.ok) throw new Error(started.detail);
  expect(await gateway.closeTrade("T1")).toEqual({ kind: "not_exist" });
  const phone = openPhone(shop.emulator);
  const login = await phone.go(started.redirectUrl);
  const confirm = await phone.fillIn(login, { account: "buyer1@example.com", password: "111111" });
  expect(await gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "WAIT_BUYER_PAY" } });
  await phone.fillIn(confirm, { password: "111111" });
  await shop.emulator.deliverDue();
  const paid = {
    outTradeNo: "T1",
    status: "TRADE_SUCCESS",
    totalFen: 1980,
    sellerId: gateway.sellerId,
    contract: gateway.contract,
    refund: null,
  };
  expect(shop.heard).toMatchObject([{ result: { ok: true, trade: paid } }]);
  const asked = await gateway.queryTrade("T1");
  expect(asked).toMatchObject({ kind: "trade", trade: paid });
  expect(await gateway.closeTrade("T1")).toEqual({ kind: "not_closable" });
  const { tradeNo, totalFen } = asked.kind === "trade" ? asked.trade : { tradeNo: "", totalFen: 0 };
  shop.passTime(60_000);
  const refund = { ...GIVEN_BACK, outTradeNo: "T1", tradeNo, totalFen, requestedAt: shop.now() };
  expect(["refunded", "accepted"]).toContain((await gateway.refund(refund)).kind);
  expect(await gateway.queryRefund(refund)).toMatchObject({ kind: gateway.answersForRefunds ? "refunded" : "not_supported" });
  expect(gateway.parseDepositBack(Buffer.from("msg_method=x"), null)).toEqual(
    gateway.protocol === "openapi" ? expect.objectContaining({ ok: false }) : "not_supported",
  );
});

test("a buyer reads the QR code with a phone; nobody can leave it for a page of the shop, and a computer cannot pay there", async () => {
  const shop = openMerchant({ app: { mode: "key", desk: true } });
  const started = await shop.gateway.startPayment(TEA);
  const code = started.ok ? started.redirectUrl : "";
  const shown = await openPhone(shop.emulator).go(code);
  expect(shown.html).toContain(TEA.subject);
  expect(linkNamed(shown, TEXT.giveUp)).toBeNull();
  expect(linkNamed((await openCashier(openMerchant({ app: { mode: "key" } }))).page, TEXT.giveUp)).toBe(TEA.quitUrl);
  const computer = openPhone(shop.emulator, { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/149.0 Safari/537.36" });
  expect((await computer.go(code)).html).toContain("禁止非手机访问");
});

test("a code for the same number and another sum is refused once somebody has read the first", async () => {
  const shop = openMerchant({ app: { mode: "key", desk: true } });
  const started = await shop.gateway.startPayment(TEA);
  const phone = openPhone(shop.emulator);
  await phone.fillIn(await phone.go(started.ok ? started.redirectUrl : ""), { account: "buyer1@example.com", password: "111111" });
  expect(await shop.gateway.startPayment({ ...TEA, amountFen: 1 })).toMatchObject({
    ok: false,
    kind: "refused",
    code: "ACQ.CONTEXT_INCONSISTENT",
  });
});

test("a cashier gives a payment up: nothing there, closed, or paid and refunded whole, and once more changes nothing", async () => {
  const shop = openMerchant({ app: { mode: "key", desk: true } });
  const desk = atDesk(shop);
  expect(await desk.cancelTrade("T1")).toEqual({ kind: "nothing" });
  for (const [outTradeNo, pays, kind] of [
    ["T1", false, "closed"],
    ["T2", true, "refunded"],
  ] as const) {
    const started = await desk.startPayment({ ...TEA, outTradeNo });
    const phone = openPhone(shop.emulator);
    const confirm = await phone.fillIn(await phone.go(started.ok ? started.redirectUrl : ""), {
      account: "buyer1@example.com",
      password: "111111",
    });
    if (pays) await phone.fillIn(confirm, { password: "111111" });
    expect(await desk.cancelTrade(outTradeNo)).toEqual({ kind });
    expect(await desk.cancelTrade(outTradeNo)).toEqual({ kind });
    expect(await desk.queryTrade(outTradeNo)).toMatchObject({ kind: "trade", trade: { status: "TRADE_CLOSED" } });
  }
  const { body } = await shop.control("GET", "trades?out_trade_no=T2");
  expect(body.trades).toMatchObject([{ refund_fee: "19.80", refunds: [{ amount: "19.80", status: "refunded" }] }]);
});

test.each(["hang", "reset", "http-error", "garbage", "system-error", "unsigned", "wrong-signature"])(
  "under %s a desk does not know what became of its code, nor of what it gave up, and asks again",
  async (fault) => {
    const shop = openMerchant({ app: { mode: "key", desk: true } });
    await shop.control("POST", "faults", { fault, times: 2, match: { channel: "openapi" } });
    if (fault === "hang") shop.waitAtMost(50);
    expect(await shop.gateway.startPayment(TEA)).toMatchObject({ ok: false, kind: "unknown" });
    expect(await atDesk(shop).cancelTrade("T1")).toMatchObject({ kind: "unknown" });
    shop.waitAtMost(5_000);
    expect(await shop.gateway.startPayment(TEA)).toMatchObject({ ok: true });
  },
);
