import { expect, test } from "vitest";
import { createOpenApiGateway } from "@/lib/alipay/openapi/gateway";
import { buildAppOrder } from "@/lib/alipay/openapi/page-pay";
import { parseOpenApiConfig } from "@/lib/alipay/openapi/parse-config";
import { appParams } from "../testing/app-call";
import { EMULATOR, openMerchant, START, TEA, type TestMerchant } from "../testing/test-merchant";
import { openPhone } from "../testing/test-phone";

const COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/149.0 Safari/537.36";
const MODES = [{ mode: "key" }, { mode: "certificate" }, { mode: "certificate", aes: true }] as const;

async function addressOf(shop: TestMerchant, screen: "phone" | "computer"): Promise<string> {
  const started = await shop.gateway.startPayment({ ...TEA, screen });
  if (!started.ok) throw new Error(started.detail);
  return started.redirectUrl;
}

test.each(MODES)("a buyer at a computer pays at once on the page for computers, with $mode, and is brought back", async (app) => {
  const shop = openMerchant({ app });
  expect(shop.gateway.hasComputerPage).toBe(true);
  const address = await addressOf(shop, "computer");
  expect(new URL(address).searchParams.get("method")).toBe("alipay.trade.page.pay");
  const computer = openPhone(shop.emulator, { userAgent: COMPUTER });
  const confirm = await computer.fillIn(await computer.go(address), { account: "buyer1@example.com", password: "111111" });
  const done = await computer.fillIn(confirm, { password: "111111" });
  const back = new URL((done.headers.get("refresh") ?? "").replace(/^.*url=/, ""));
  expect(back.searchParams.get("method")).toBe("alipay.trade.page.pay.return");
  expect(shop.gateway.parseReturn(back.search)).toMatchObject({ ok: true, outTradeNo: "T1" });
  await shop.emulator.deliverDue();
  expect(shop.heard).toMatchObject([{ result: { ok: true, trade: { outTradeNo: "T1", status: "TRADE_SUCCESS", totalFen: 1980 } } }]);
});

test("a merchant whose contract has no page for computers sends everybody to the one for phones", async () => {
  const { merchant } = openMerchant({ app: { mode: "key" } });
  const { appId, sellerId, appPrivateKey, alipayRsa2PublicKey } = merchant;
  const parsed = parseOpenApiConfig({ appId, sellerId, appPrivateKey, alipayPublicKey: alipayRsa2PublicKey }, { now: START });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const gateway = createOpenApiGateway({ config: parsed.config, fetch, now: () => START });
  expect(gateway.hasComputerPage).toBe(false);
  const started = await gateway.startPayment({ ...TEA, screen: "computer" });
  expect(started.ok && new URL(started.redirectUrl).searchParams.get("method")).toBe("alipay.trade.wap.pay");
});

test("a computer that comes to the page for phones is turned away still", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  const computer = openPhone(shop.emulator, { userAgent: COMPUTER });
  expect((await computer.go(await addressOf(shop, "phone"))).html).toContain("禁止非手机访问");
});

test("a buyer who began at a computer goes on with that page on a phone; the phone's own refuses the number of a trade that began elsewhere", async () => {
  const shop = openMerchant({ app: { mode: "key" } });
  const login = { account: "buyer1@example.com", password: "111111" };
  const computer = openPhone(shop.emulator, { userAgent: COMPUTER });
  await computer.fillIn(await computer.go(await addressOf(shop, "computer")), login);
  const phone = openPhone(shop.emulator);
  expect((await phone.go(await addressOf(shop, "phone"))).html).toContain("ACQ.CONTEXT_INCONSISTENT");
  const confirm = await phone.fillIn(await phone.go(await addressOf(shop, "computer")), login);
  await phone.fillIn(confirm, { password: "111111" });
  expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "TRADE_SUCCESS" } });
});

test.each(MODES)("the order that a merchant's own app hands over is signed whole, with $mode, and is paid in Alipay's", async (app) => {
  const shop = openMerchant({ app });
  const { appId, sellerId, appPrivateKey, alipayRsa2PublicKey, appCert, alipayCert, rootCert, aesKey } = shop.merchant;
  const trust = app.mode === "key" ? { alipayPublicKey: alipayRsa2PublicKey } : { appCert, alipayCert, rootCert };
  const parsed = parseOpenApiConfig({ appId, sellerId, appPrivateKey, ...trust, ...("aes" in app && { aesKey }) }, { now: START });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const { returnUrl: _, quitUrl: __, ...order } = TEA;
  const text = await buildAppOrder(parsed.config, order, shop.now());
  expect(text).not.toContain("http://emulator");
  expect(new URLSearchParams(text).get("return_url")).toBeNull();
  const phone = openPhone(shop.emulator);
  const confirm = await phone.fillIn(await phone.go(`${EMULATOR}/gateway.do?${text}`), {
    account: "buyer1@example.com",
    password: "111111",
  });
  const done = await phone.fillIn(confirm, { password: "111111" });
  expect(done.headers.get("refresh")).toBeNull();
  await shop.emulator.deliverDue();
  expect(shop.heard).toMatchObject([{ result: { ok: true, trade: { outTradeNo: "T1", totalFen: 1980 } } }]);
  const forged = await openPhone(shop.emulator).go(`${EMULATOR}/gateway.do?${text.replace("&sign=", "&sign=AAAA")}`);
  expect(forged.html).toContain("isv.invalid");
});

test.each([
  ["alipay.trade.page.pay", "QUICK_WAP_WAY"],
  ["alipay.trade.wap.pay", "FAST_INSTANT_TRADE_PAY"],
  ["alipay.trade.app.pay", "FAST_INSTANT_TRADE_PAY"],
])("%s with the product %s is refused on the page", async (method, product) => {
  const shop = openMerchant({ app: { mode: "key" } });
  const content = { out_trade_no: "T1", total_amount: "19.80", subject: "茶", product_code: product };
  const page = await openPhone(shop.emulator).go(`${EMULATOR}/gateway.do?${new URLSearchParams([...appParams(shop, method, content)])}`);
  expect(page.html).toContain("product_code");
});
