import { expect, test } from "vitest";
import { encodeForm } from "@/lib/alipay/form";
import { signMapiRequest } from "@/lib/alipay/wap/mapi/request";
import { signRequest } from "@/lib/alipay/wap/outer-request";
import { buildTokenRequest } from "@/lib/alipay/wap/token-request";
import { parseTokenResponse } from "@/lib/alipay/wap/token-response";
import { EMULATOR, openMerchant, SHOP, TEA, type TestMerchant } from "../testing/test-merchant";

const SERVICE = "alipay.wap.trade.create.direct";

function contractOf({ merchant }: TestMerchant) {
  return { partner: merchant.partner, sellerAccount: merchant.sellerAccount, keys: { secId: "MD5", md5Key: merchant.md5Key } as const };
}

async function post({ emulator }: TestMerchant, params: Iterable<readonly [string, string]>): Promise<string> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await emulator.handle(
    new Request(`${EMULATOR}/service/rest.htm`, { method: "POST", headers, body: encodeForm(params) }),
  );
  return response.text();
}

async function codeFor(shop: TestMerchant, params: Iterable<readonly [string, string]>): Promise<string | undefined> {
  const error = new URLSearchParams(await post(shop, params)).get("res_error") ?? "";
  return /<code>([^<]*)<\/code>/.exec(error)?.[1];
}

/** A request whose req_data is one's own, signed well. */
function withData(shop: TestMerchant, reqData: string) {
  return signRequest(contractOf(shop), { service: SERVICE, reqData, reqId: "1" });
}

function dataOf(changes: Record<string, string>): string {
  const fields = {
    subject: "茶",
    out_trade_no: "T1",
    total_fee: "19.80",
    seller_account_name: "demo@example.com",
    call_back_url: `${SHOP}/return`,
    ...changes,
  };
  const elements = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<direct_trade_create_req>${elements.join("")}</direct_trade_create_req>`;
}

for (const secId of ["MD5", "0001"] as const) {
  test(`a merchant with sec_id ${secId} gets a token that it can verify, and no trade is made`, async () => {
    const shop = openMerchant({ secId });
    const started = await shop.start();
    expect(started).toMatchObject({ ok: true, redirectUrl: expect.stringContaining("service=alipay.wap.auth.authAndExecute") });
    expect(await shop.gateway.queryTrade("T1")).toEqual({ kind: "not_exist" });
  });
}

test("a merchant reads its own request's numbers in the answer, under a signature of the gateway", async () => {
  const shop = openMerchant();
  const contract = contractOf(shop);
  const body = await post(shop, await buildTokenRequest(contract, TEA, "req-7"));
  const { partner, keys } = contract;
  expect(await parseTokenResponse(body, { partner, reqId: "req-7", keys })).toMatchObject({ kind: "token" });
  expect(await parseTokenResponse(body, { partner, reqId: "req-8", keys })).toMatchObject({ kind: "unknown" });
});

test("the old demo posts multipart/form-data, and gets its token and its answers all the same", async () => {
  const shop = openMerchant();
  const contract = contractOf(shop);
  const form = new FormData();
  for (const [name, value] of await buildTokenRequest(contract, TEA, "req-7")) form.set(name, value);
  const send = async (body: FormData) =>
    (await shop.emulator.handle(new Request(`${EMULATOR}/service/rest.htm?_input_charset=utf-8`, { method: "POST", body }))).text();
  const { partner, keys } = contract;
  expect(await parseTokenResponse(await send(form), { partner, reqId: "req-7", keys })).toMatchObject({ kind: "token" });

  const query = new FormData();
  const params = { service: "single_trade_query", partner, _input_charset: "utf-8", out_trade_no: "T404" };
  for (const [name, value] of await signMapiRequest(Object.entries(params), keys)) query.set(name, value);
  const asked = await shop.emulator.handle(new Request(`${EMULATOR}/gateway.do`, { method: "POST", body: query }));
  expect(await asked.text()).toContain("TRADE_NOT_EXIST");

  form.set("req_data", new File(["<direct_trade_create_req/>"], "req_data.xml"));
  expect(/<code>([^<]*)</.exec(new URLSearchParams(await send(form)).get("res_error") ?? "")?.[1]).toBe("0001");
});

test("a token request by GET hears of its mistake in its own protocol, with its own numbers", async () => {
  const shop = openMerchant();
  const params = encodeForm(await buildTokenRequest(contractOf(shop), TEA, "req-8"));
  const answer = await shop.emulator.handle(new Request(`${EMULATOR}/service/rest.htm?${params}`));
  const { partner, keys } = contractOf(shop);
  expect(await parseTokenResponse(await answer.text(), { partner, reqId: "req-8", keys })).toMatchObject({ kind: "refused", code: "0001" });
  expect((await shop.control("GET", "trades")).body.trades).toEqual([]);

  await shop.control("POST", "settings", { tokenByGet: true });
  const taken = await shop.emulator.handle(new Request(`${EMULATOR}/service/rest.htm?${params}`));
  expect(await parseTokenResponse(await taken.text(), { partner, reqId: "req-8", keys })).toMatchObject({ kind: "token" });
});

test("a merchant who leaves out a parameter of the protocol gets 0001", async () => {
  const shop = openMerchant();
  const params = (await buildTokenRequest(contractOf(shop), TEA, "1")).filter(([name]) => name !== "req_id");
  expect(await codeFor(shop, params)).toBe("0001");
});

test("a merchant whose text was changed on the way gets 0002", async () => {
  const shop = openMerchant();
  const params = new Map(await buildTokenRequest(contractOf(shop), TEA, "1"));
  params.set("req_data", (params.get("req_data") ?? "").replace("19.80", "0.01"));
  expect(await codeFor(shop, params)).toBe("0002");
});

test("a merchant who asks for a service that does not exist gets 0003", async () => {
  const shop = openMerchant();
  expect(await codeFor(shop, await signRequest(contractOf(shop), { service: "alipay.wap.nothing", reqData: dataOf({}), reqId: "1" }))).toBe(
    "0003",
  );
});

test("a merchant whose req_data is not such a document gets 0004", async () => {
  const shop = openMerchant();
  expect(await codeFor(shop, await withData(shop, "not XML"))).toBe("0004");
  expect(await codeFor(shop, await withData(shop, "<other/>"))).toBe("0004");
});

test("a partner without a contract gets 0005", async () => {
  const shop = openMerchant();
  expect(await codeFor(shop, await buildTokenRequest({ ...contractOf(shop), partner: "2088999999999999" }, TEA, "1"))).toBe("0005");
});

test("a merchant whose sec_id is neither MD5 nor 0001 gets 0006", async () => {
  const shop = openMerchant();
  const params = new Map(await buildTokenRequest(contractOf(shop), TEA, "1")).set("sec_id", "RSA2");
  expect(await codeFor(shop, params)).toBe("0006");
});

test.each([
  ["an amount of nothing", { total_fee: "0.00" }],
  ["no subject", { subject: "" }],
  ["a window of no minutes", { pay_expire: "0" }],
  ["a script for an address to return to", { call_back_url: "javascript:alert(1)" }],
  ["a notify_url without a host", { notify_url: "/notify" }],
])("a merchant who sends %s hears 0007", async (_, changes) => {
  const shop = openMerchant();
  expect(await codeFor(shop, await withData(shop, dataOf(changes)))).toBe("0007");
});

test("a merchant who names another seller, or goods that are too long, gets the code by name", async () => {
  const shop = openMerchant();
  expect(await codeFor(shop, await withData(shop, dataOf({ seller_account_name: "other@example.com" })))).toBe("SELLER_ACCOUNT_NOT_MATCH");
  expect(await codeFor(shop, await withData(shop, dataOf({ out_trade_no: "9".repeat(65) })))).toBe("BIZ_PARAMS_TOO_LONG");
});

test("a shopper who comes again gets a fresh token for the same order, whose limit stays", async () => {
  const shop = openMerchant();
  const first = await shop.start();
  shop.passTime(60_000);
  const second = await shop.start();
  expect(second).toMatchObject({ ok: true });
  expect(second).not.toEqual(first);
  const { body } = await shop.control("GET", "trades");
  expect(body.trades).toMatchObject([{ out_trade_no: "T1", expires_at: "2026-03-01T04:30:00.000Z" }]);
});

test("a number that was used for another sum or other goods is refused", async () => {
  const shop = openMerchant();
  await shop.start();
  expect(await shop.start({ amountFen: 1 })).toMatchObject({ ok: false, kind: "refused", code: "TRADE_TOTALFEE_NOT_MATCH" });
  expect(await shop.start({ subject: "白茶" })).toMatchObject({ ok: false, kind: "refused" });
});
