import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newContract, PARTNER } from "../fixtures/contract";
import { encodeForm } from "../form";
import type { PaymentRequest } from "../gateway";
import { type Params, type SecId, signSorted } from "./signing/security";
import { buildTokenRequest, parseTokenRequest } from "./token-request";

const contracts = { MD5: newContract("MD5"), "0001": newContract("0001") };
const request: PaymentRequest = {
  outTradeNo: "X1",
  amountFen: 1_980,
  subject: "小铺订单",
  expiresInMinutes: 30,
  returnUrl: "https://shop.example.com/api/alipay/return",
  notifyUrl: "https://shop.example.com/api/alipay/notify",
  quitUrl: "https://shop.example.com/orders/1",
};

async function sent(changes: Partial<PaymentRequest>, secId: SecId = "MD5") {
  const { config, findKeys } = contracts[secId];
  const params = await buildTokenRequest(config, { ...request, ...changes }, "r1");
  return { params: new Map(params), received: parseTokenRequest(Buffer.from(encodeForm(params)), findKeys) };
}

test.each(["MD5", "0001"] as const)("with %s the gateway reads what the shop asked for", async (secId) => {
  const { received } = await sent({}, secId);
  expect(received).toMatchObject({
    ok: true,
    request: {
      outTradeNo: "X1",
      subject: "小铺订单",
      totalFen: 1_980,
      sellerAccount: "seller@example.com",
      callBackUrl: request.returnUrl,
      notifyUrl: request.notifyUrl,
      merchantUrl: request.quitUrl,
      payExpireMinutes: 30,
    },
    echo: { partner: PARTNER, reqId: "r1", secId, service: "alipay.wap.trade.create.direct", v: "2.0" },
  });
});

test("the outer parameters are the eight of the document and no more", async () => {
  expect([...(await sent({})).params.keys()].sort()).toEqual(["format", "partner", "req_data", "req_id", "sec_id", "service", "sign", "v"]);
});

test("goods of any name are asked for with XML that holds no ampersand of either width", () => {
  return fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (subject) => {
      const { params, received } = await sent({ subject });
      expect(params.get("req_data")).not.toMatch(/[&＆]/);
      expect(received.ok && received.request.subject.length > 0).toBe(true);
      expect(received.ok && Array.from(received.request.subject).length <= 128).toBe(true);
      expect(received.ok && received.request.totalFen).toBe(1_980);
    }),
    {
      examples: [
        ["茶 & 果 ＆ 礼"],
        ["</subject><total_fee>0.01</total_fee><subject>"],
        ["&total_fee=0.01"],
        ["\uD800"],
        ["🍵".repeat(200)],
      ],
    },
  );
});

test("an order whose goods have no name that can be written is called by its number", async () => {
  const { received } = await sent({ subject: " &＆\n " });
  expect(received.ok && received.request.subject).toBe("X1");
});

describe("what the protocol cannot carry is a mistake of the caller", () => {
  test.each([
    { amountFen: 0 },
    { amountFen: -1 },
    { amountFen: 0.5 },
    { amountFen: 10_000_000_001 },
    { expiresInMinutes: 0 },
    { expiresInMinutes: 0.5 },
    { expiresInMinutes: 21_601 },
    { notifyUrl: "/api/alipay/notify" },
    { notifyUrl: "ftp://shop.example.com/" },
    { returnUrl: "https://shop.example.com/return?order=1" },
    { quitUrl: "https://shop.example.com/#x" },
    { outTradeNo: "a&b" },
  ])("%o", async (changes) => {
    await expect(sent(changes)).rejects.toThrow(RangeError);
  });
});

const GENUINE = (await buildTokenRequest(contracts.MD5.config, request, "r1")).filter(([name]) => name !== "sign");

describe("the gateway refuses with the code of the document", () => {
  const { gateway, merchant, findKeys } = contracts.MD5;
  const genuine = GENUINE;
  const code = (params: Params) => {
    const parsed = parseTokenRequest(encodeForm(params), findKeys);
    return parsed.ok ? "taken" : parsed.code;
  };
  const changed = (name: string, value: string) =>
    signSorted(
      genuine.map(([n, v]) => [n, n === name ? value : v]),
      merchant,
    );
  const reqData = (inner: string) => changed("req_data", `<direct_trade_create_req>${inner}</direct_trade_create_req>`);
  const elements =
    "<subject>x</subject><out_trade_no>1</out_trade_no><seller_account_name>s</seller_account_name><call_back_url>http://a/</call_back_url>";

  test.each([
    ["taken", "a genuine one", signSorted(genuine, gateway)],
    ["taken", "one that sends its charset and signs it", signSorted([...genuine, ["_input_charset", "utf-8"]], merchant)],
    ["0001", "no sign", genuine],
    [
      "0001",
      "no req_id",
      signSorted(
        genuine.filter(([name]) => name !== "req_id"),
        merchant,
      ),
    ],
    ["0002", "a wrong sign", [...genuine, ["sign", "0".repeat(32)]] satisfies Params],
    ["0002", "a parameter that was not signed", [...signSorted(genuine, merchant), ["agent_id", "1"]] satisfies Params],
    ["0003", "another service", changed("service", "alipay.wap.trade.create")],
    ["0004", "no XML", changed("req_data", "subject=x")],
    ["0004", "another document", changed("req_data", "<auth_and_execute_req/>")],
    ["0004", "an element twice", reqData(`${elements}<total_fee>1.00</total_fee><total_fee>0.01</total_fee>`)],
    ["0005", "a stranger", changed("partner", "2088000000000000")],
    ["0006", "an unknown algorithm", changed("sec_id", "RSA2")],
    ["0007", "no amount", reqData(elements)],
    ["0007", "an amount that is none", reqData(`${elements}<total_fee>1e2</total_fee>`)],
    ["0007", "a window that is none", reqData(`${elements}<total_fee>1.00</total_fee><pay_expire>0.5</pay_expire>`)],
    ["taken", "no window", reqData(`${elements}<total_fee>1.00</total_fee>`)],
  ])("%s for %s", (expected, _, params) => {
    expect(code(params)).toBe(expected);
  });

  test("0001 for a body that is not a form", () => {
    expect(parseTokenRequest("a=%", findKeys)).toMatchObject({ ok: false, code: "0001" });
  });
});
