import { expect, test } from "vitest";
import { encodeForm } from "@/lib/alipay/form";
import { signMapiRequest } from "@/lib/alipay/wap/mapi/request";
import { EMULATOR, openMerchant, type TestMerchant } from "../testing/test-merchant";
import { openPhone } from "../testing/test-phone";

async function logIn(shop: TestMerchant, outTradeNo = "T1"): Promise<void> {
  const started = await shop.start({ outTradeNo });
  const phone = openPhone(shop.emulator);
  await phone.fillIn(await phone.go(started.ok ? started.redirectUrl : ""), { account: "buyer1@example.com", password: "111111" });
}

function signed(shop: TestMerchant, fields: Record<string, string>) {
  const params = Object.entries({ partner: shop.merchant.partner, _input_charset: "utf-8", ...fields }).map(
    ([name, value]): [string, string] => [name, value],
  );
  return signMapiRequest(params, { secId: "MD5", md5Key: shop.merchant.md5Key });
}

async function ask(shop: TestMerchant, params: Iterable<readonly [string, string]>, method: "GET" | "POST" = "GET"): Promise<string> {
  const form = encodeForm(params);
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const request =
    method === "GET"
      ? new Request(`${EMULATOR}/gateway.do?${form}`)
      : new Request(`${EMULATOR}/gateway.do`, { method, headers, body: form });
  return (await shop.emulator.handle(request)).text();
}

const errorIn = (answer: string) => /<error>([^<]*)<\/error>/.exec(answer)?.[1];

for (const secId of ["MD5", "0001"] as const) {
  test(`a merchant asks for a trade and closes it, signed with ${secId}`, async () => {
    const shop = openMerchant({ secId });
    await shop.start();
    expect(await shop.gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
    expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_exist" });
    await logIn(shop);
    expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "WAIT_BUYER_PAY" } });
    expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "closed" });
    expect(await shop.gateway.queryTrade("T1")).toMatchObject({ kind: "trade", trade: { status: "TRADE_CLOSED" } });
    expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_closable" });
  });
}

test("a trade that was paid cannot be closed", async () => {
  const shop = openMerchant();
  await shop.start();
  await shop.control("POST", "trades/T1/pay");
  expect(await shop.gateway.closeTrade("T1")).toEqual({ kind: "not_closable" });
});

test("a merchant may ask by Alipay's number, by GET or POST, and close by it", async () => {
  const shop = openMerchant();
  await logIn(shop);
  const asked = await shop.gateway.queryTrade("T1");
  const tradeNo = asked.kind === "trade" ? asked.trade.tradeNo : "";
  expect(tradeNo).toMatch(/^20260301\d{20}$/);
  const query = await signed(shop, { service: "single_trade_query", trade_no: tradeNo, out_trade_no: "somebody else's" });
  expect(await ask(shop, query, "POST")).toContain("<out_trade_no>T1</out_trade_no>");
  expect(await ask(shop, await signed(shop, { service: "close_trade", trade_no: tradeNo }))).toContain("<is_success>T</is_success>");
});

test("close_trade knows the merchant's number only as out_order_no", async () => {
  const shop = openMerchant();
  await logIn(shop);
  expect(errorIn(await ask(shop, await signed(shop, { service: "close_trade", out_trade_no: "T1" })))).toBe("ILLEGAL_ARGUMENT");
});

test.each([
  ["ILLEGAL_SIGN", { service: "single_trade_query", out_trade_no: "T2" }],
  ["ILLEGAL_PARTNER", { service: "single_trade_query", out_trade_no: "T1", partner: "2088999999999999" }],
  ["ILLEGAL_SIGN_TYPE", { service: "single_trade_query", out_trade_no: "T1", sign_type: "DSA" }],
  ["ILLEGAL_SERVICE", { service: "everything", out_trade_no: "T1" }],
  ["ILLEGAL_CHARSET", { service: "single_trade_query", out_trade_no: "T1", _input_charset: "klingon" }],
])("a request that is not right hears %s", async (code, changes) => {
  const shop = openMerchant();
  const params = new Map(await signed(shop, { service: "single_trade_query", out_trade_no: "T1" }));
  for (const [name, value] of Object.entries(changes)) params.set(name, value);
  expect(errorIn(await ask(shop, params))).toBe(code);
});

test("a question about a notice that is no question is invalid", async () => {
  const shop = openMerchant();
  const question = { service: "notify_verify", partner: shop.merchant.partner };
  expect(await ask(shop, Object.entries(question))).toBe("invalid");
  expect(await ask(shop, Object.entries({ ...question, partner: "1", notify_id: "1" }))).toBe("invalid");
});

test("a notice is confirmed once, also when the answer is lost, and never after its success", async () => {
  const shop = openMerchant();
  await shop.start();
  shop.answerNotices(() => new Response("fail"));
  await shop.control("POST", "trades/T1/pay");
  await shop.emulator.deliverDue();
  const [heard] = shop.heard;
  const notifyId = heard?.result.ok ? heard.result.notifyId : "";
  await shop.control("POST", "faults", { fault: "lose-answer", match: { service: "notify_verify" } });
  expect(await shop.gateway.confirmNotification(notifyId)).toBe("unknown");
  expect(await shop.gateway.confirmNotification(notifyId)).toBe("denied");
  expect((await shop.control("GET", "trades")).body.trades).toMatchObject([{ notices: [{ confirmed_at: expect.any(String) }] }]);
});
