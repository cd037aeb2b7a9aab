import { expect, test } from "vitest";
import { certificateSn, parseCertificates } from "@/lib/alipay/openapi/certificate";
import { appCall } from "../testing/app-call";
import { logIn, openCashier } from "../testing/open-cashier";
import { type AppMode, EMULATOR, openMerchant, SHOP, TEA } from "../testing/test-merchant";

const MODES: AppMode[] = [{ mode: "key" }, { mode: "certificate" }, { mode: "key", aes: true }, { mode: "certificate", aes: true }];
const inWords = ({ mode, aes }: AppMode) => `${mode === "key" ? "bare keys" : "certificates"}${aes ? " and AES" : ""}`;

for (const app of MODES) {
  test(`a merchant with ${inWords(app)} asks, closes, is paid and is notified`, async () => {
    const shop = openMerchant({ app });
    await openCashier(shop);
    expect(await shop.gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
    expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_exist" });
    const { phone, page } = await logIn(shop);
    expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "WAIT_BUYER_PAY", paidAt: null } });
    await phone.fillIn(page, { password: "111111" });
    expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "TRADE_SUCCESS", totalFen: 1980 } });
    expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_closable" });
    expect(await shop.emulator.deliverDue()).toBe(1);
    expect(shop.heard[0]?.result).toMatchObject({ ok: true, trade: { outTradeNo: "T1", sellerId: shop.merchant.sellerId, refund: null } });
  });
}

test("a merchant closes a trade that waits for its buyer, and is notified of that too", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  await logIn(shop);
  expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "closed" });
  expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_closable" });
  await shop.emulator.deliverDue();
  expect(shop.heard.map(({ result }) => result.ok && result.trade)).toMatchObject([{ status: "TRADE_CLOSED", paidAt: null, refund: null }]);
});

test("a merchant may put its parameters in the address, in the body, or in both", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  await logIn(shop);
  for (const place of ["query", "body", "mixed"] as const) {
    const { fields } = await appCall(shop, "alipay.trade.query", { out_trade_no: "T1" }, { place });
    expect(fields, place).toMatchObject({ code: "10000", trade_status: "WAIT_BUYER_PAY" });
  }
});

test("Alipay's number wins where both numbers are given", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  await logIn(shop);
  const { fields } = await appCall(shop, "alipay.trade.query", { out_trade_no: "T1" });
  const byNumber = await appCall(shop, "alipay.trade.query", { trade_no: fields.trade_no, out_trade_no: "somebody-elses" });
  expect(byNumber.fields).toMatchObject({ code: "10000", out_trade_no: "T1" });
});

test.each([
  ["isv.missing-method", { method: "" }],
  ["isv.missing-signature", { sign: "" }],
  ["isv.missing-app-id", { app_id: "" }],
  ["isv.invalid-app-id", { app_id: "2021999999999999" }],
  ["isv.invalid-signature", { timestamp: "2026-03-01 12:00:01" }],
  ["isv.invalid-signature-type", { sign_type: "MD5" }],
  ["isv.invalid-method", { method: "alipay.trade.everything" }],
  ["isv.invalid-method", { method: "constructor" }],
])("a request that is not right hears %s", async (code, changes) => {
  const shop = openMerchant({ app: { mode: "key" } });
  const isUnsignedChange = code !== "isv.invalid-method";
  const method = "method" in changes && !isUnsignedChange ? changes.method : "alipay.trade.query";
  const { fields } = await appCall(shop, method, { out_trade_no: "T1" }, { changes: isUnsignedChange ? changes : {} });
  expect(fields).toMatchObject({ sub_code: code });
});

test.each<[string, Record<string, string>]>([
  ["isv.app-cert-not-exist", { app_cert_sn: "0".repeat(32), alipay_root_cert_sn: "1" }],
  ["isv.missing-alipay-root-cert-sn", { app_cert_sn: "right" }],
  ["isv.invalid-alipay-root-cert-sn", { app_cert_sn: "right", alipay_root_cert_sn: "1" }],
])("in certificate mode a serial that is not the application's hears %s", async (code, serials) => {
  const shop = openMerchant({ app: { mode: "certificate" } });
  const [own] = parseCertificates(shop.merchant.appCert) ?? [];
  const changes = { ...serials, app_cert_sn: serials.app_cert_sn === "right" && own ? certificateSn(own) : (serials.app_cert_sn ?? "") };
  expect((await appCall(shop, "alipay.trade.query", { out_trade_no: "T1" }, { changes })).fields).toMatchObject({ sub_code: code });
});

test("the answer about a trade that does not exist has the number asked for and sums of 0.00", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  const { fields } = await appCall(shop, "alipay.trade.query", { out_trade_no: "T404" });
  expect(fields).toMatchObject({ code: "40004", sub_code: "ACQ.TRADE_NOT_EXIST", out_trade_no: "T404", receipt_amount: "0.00" });
});

test("a merchant follows Alipay to its next certificate", async () => {
  const shop = openMerchant({ app: { mode: "certificate" } });
  await logIn(shop);
  await shop.control("POST", "settings", { certificateChanged: true });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade" });
  await shop.control("POST", "trades/T1/pay");
  await shop.emulator.deliverDue();
  expect(shop.heard[0]?.result).toMatchObject({ ok: true });
});

test.each(["absent", "unsigned", "signed"])("notices and returns name Alipay's certificate as the setting says: %s", async (way) => {
  const shop = openMerchant({ app: { mode: "certificate" } });
  if (way !== "absent") await shop.control("POST", "settings", { serialInCallbacks: way });
  const { phone, page } = await logIn(shop);
  const done = await phone.fillIn(page, { password: "111111" });
  const back = new URL((done.headers.get("refresh") ?? "").replace(/^.*url=/, ""));
  await shop.emulator.deliverDue();
  expect(shop.heard).toMatchObject([{ result: { ok: true, trade: { outTradeNo: "T1", status: "TRADE_SUCCESS" } } }]);
  expect(shop.gateway.parseReturn(back.search)).toMatchObject({ ok: true });
  expect(back.searchParams.has("alipay_cert_sn")).toBe(way !== "absent");
});

test("two services live at one address", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  const asked = await shop.emulator.handle(
    new Request(`${EMULATOR}/gateway.do?service=notify_verify&partner=${shop.merchant.partner}&notify_id=1`),
  );
  expect(await asked.text()).toBe("false");
});

test("the return names application, seller and sum, and verifies", async () => {
  const shop = openMerchant({ app: { mode: "certificate" } });
  const { phone, page } = await logIn(shop);
  const done = await phone.fillIn(page, { password: "111111" });
  const back = new URL((done.headers.get("refresh") ?? "").replace(/^.*url=/, ""));
  expect(`${back.origin}${back.pathname}`).toBe(TEA.returnUrl);
  expect(shop.gateway.parseReturn(back.search)).toMatchObject({ ok: true, outTradeNo: "T1" });
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ method: "alipay.trade.wap.pay.return", total_amount: "19.80" });
  expect(back.href.startsWith(SHOP)).toBe(true);
});
