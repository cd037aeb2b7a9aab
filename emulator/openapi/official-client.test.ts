import { createPrivateKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AlipaySdk } from "alipay-sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wholeBill } from "@/lib/alipay/fixtures/whole-bill";
import { parseBillFile } from "@/lib/alipay/openapi/bill/bill-file";
import { createContract } from "../contract/contract";
import { createEmulator, type Emulator } from "../emulator";
import { memoryStore } from "../ledger/store";
import { serve } from "../server/serve";
import { openPhone } from "../testing/test-phone";

const contract = createContract(randomBytes);
const { merchant } = contract;
const notices: Record<string, string>[] = [];
let now = new Date("2026-03-01T04:00:00Z");
let emulator: Emulator;
let server: Server;
let gateway = "";

beforeAll(async () => {
  emulator = createEmulator({
    store: memoryStore(),
    contract,
    now: () => now,
    fetch: async (_, init) => {
      notices.push(Object.fromEntries(new URLSearchParams(String(init.body))));
      return new Response("success");
    },
  });
  server = serve(emulator.handle, (error) => expect.unreachable(String(error))).listen(0, "127.0.0.1");
  await once(server, "listening");
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const privateKey = createPrivateKey(merchant.appPrivateKey).export({ type: "pkcs1", format: "pem" }).toString();
const CLIENTS = {
  "bare keys": { alipayPublicKey: merchant.alipayRsa2PublicKey },
  certificates: {
    appCertContent: merchant.appCert,
    alipayPublicCertContent: merchant.alipayCert,
    alipayRootCertContent: merchant.rootCert,
  },
  "bare keys and AES": { alipayPublicKey: merchant.alipayRsa2PublicKey, encryptKey: merchant.aesKey },
};

describe.each(Object.entries(CLIENTS))("the official client with %s", (name, trust) => {
  const isEncrypted = "encryptKey" in trust;
  const outTradeNo = `C${Object.keys(CLIENTS).indexOf(name)}`;
  const sdk = () => new AlipaySdk({ appId: merchant.appId, privateKey, gateway, ...trust });
  // It cannot verify an encrypted answer: it looks for a signature over something else.
  const call = (method: string, bizContent: Record<string, unknown>) =>
    sdk().exec(method, { bizContent, needEncrypt: isEncrypted }, { validateSign: !isEncrypted });
  const verifies = (callback: Record<string, string>) => sdk().checkNotifySignV2(callback);

  async function logIn() {
    const bizContent = {
      outTradeNo,
      totalAmount: "19.80",
      subject: "铁观音 50% + 茶杯",
      productCode: "QUICK_WAP_WAY",
      quitUrl: "http://shop.test/",
    };
    const urls = { notifyUrl: "http://shop.test/notify", returnUrl: "http://shop.test/return" };
    const url = sdk().pageExecute("alipay.trade.wap.pay", "GET", { bizContent, needEncrypt: isEncrypted, ...urls });
    const visitor = openPhone(emulator);
    const login = await visitor.go(url);
    return { visitor, page: await visitor.fillIn(login, { account: "buyer1@example.com", password: "111111" }) };
  }

  test("asks, pays, asks again and is notified", async () => {
    expect(await call("alipay.trade.query", { outTradeNo })).toMatchObject({ code: "40004", subCode: "ACQ.TRADE_NOT_EXIST" });
    const { visitor, page } = await logIn();
    expect(page.html).toContain("铁观音 50% + 茶杯");
    expect(await call("alipay.trade.query", { outTradeNo })).toMatchObject({ code: "10000", tradeStatus: "WAIT_BUYER_PAY" });
    const done = await visitor.fillIn(page, { password: "111111" });
    expect(await call("alipay.trade.query", { outTradeNo })).toMatchObject({ tradeStatus: "TRADE_SUCCESS", totalAmount: "19.80" });
    await emulator.deliverDue();
    expect(notices.at(-1)).toMatchObject({ out_trade_no: outTradeNo, trade_status: "TRADE_SUCCESS" });
    expect(verifies(notices.at(-1) ?? {})).toBe(true);
    expect(verifies({ ...notices.at(-1), total_amount: "0.01" })).toBe(false);
    const back = new URL((done.headers.get("refresh") ?? "").replace(/^.*url=/, ""));
    expect(verifies(Object.fromEntries(back.searchParams))).toBe(true);
  });

  test("refunds a part, and asks for it", async () => {
    const refund = { outTradeNo, outRequestNo: "R1", refundAmount: "5.00", refundReason: "少发一件" };
    expect(await call("alipay.trade.refund", refund)).toMatchObject({ code: "10000", fundChange: "Y", refundFee: "5.00" });
    expect(await call("alipay.trade.refund", refund)).toMatchObject({ code: "10000", fundChange: "N" });
    expect(await call("alipay.trade.refund", { ...refund, refundAmount: "6.00" })).toMatchObject({
      subCode: "ACQ.DISCORDANT_REPEAT_REQUEST",
    });
    const query = { outTradeNo, outRequestNo: "R1" };
    expect(await call("alipay.trade.fastpay.refund.query", query)).toMatchObject({ refundStatus: "REFUND_SUCCESS", refundAmount: "5.00" });
  });

  test("sends a computer to its page, an app to Alipay's, shows a code at a desk and gives it up", async () => {
    const order = { totalAmount: "19.80", subject: "铁观音" };
    for (const [method, productCode] of [
      ["alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY"],
      ["alipay.trade.app.pay", "QUICK_MSECURITY_PAY"],
    ] as const) {
      const bizContent = { ...order, outTradeNo: `${outTradeNo}${productCode.slice(0, 4)}`, productCode };
      const text = sdk().sdkExecute(method, { bizContent, needEncrypt: isEncrypted, notifyUrl: "http://shop.test/notify" });
      const page = await openPhone(emulator).go(`http://emulator/gateway.do?${text}`);
      expect(page.html).toContain("铁观音");
    }
    const atDesk = { ...order, outTradeNo: `${outTradeNo}DESK` };
    expect(await call("alipay.trade.precreate", atDesk)).toMatchObject({ code: "10000", qrCode: expect.stringContaining("/cashier/") });
    expect(await call("alipay.trade.cancel", { outTradeNo: `${outTradeNo}DESK` })).toMatchObject({ code: "10000", retryFlag: "N" });
  });

  test("cannot close what was paid, and fetches its bill", async () => {
    expect(await call("alipay.trade.close", { outTradeNo })).toMatchObject({ subCode: "ACQ.TRADE_STATUS_ERROR" });
    const before = now;
    now = new Date("2026-03-02T01:00:00Z");
    const asked = await call("alipay.data.dataservice.bill.downloadurl.query", { billType: "trade", billDate: "2026-03-01" });
    expect(asked.code).toBe("10000");
    const file = Buffer.from(await (await fetch(String(asked.billDownloadUrl))).arrayBuffer());
    now = before;
    const bill = await wholeBill(await parseBillFile(file));
    expect(bill.kind === "bill" && bill.rows.filter((row) => row.outTradeNo === outTradeNo)).toMatchObject([
      { type: "payment", amountFen: 1980 },
      { type: "refund", amountFen: 500, outRequestNo: "R1" },
    ]);
  });
});

test.each([
  ["absent", true],
  ["unsigned", false],
  ["signed", true],
] as const)(
  "with certificates, of a notice in which their serial is %s, the official client says that it is genuine: %s",
  async (way, isGenuine) => {
    const control = (path: string, body: object) =>
      emulator.handle(new Request(`http://emulator/control/${path}`, { method: "POST", body: JSON.stringify(body) }));
    await control("settings", { serialInCallbacks: way });
    const sdk = new AlipaySdk({ appId: merchant.appId, privateKey, gateway, ...CLIENTS.certificates });
    const bizContent = { outTradeNo: `S${way}`, totalAmount: "19.80", subject: "铁观音", productCode: "QUICK_WAP_WAY" };
    await openPhone(emulator).go(sdk.pageExecute("alipay.trade.wap.pay", "GET", { bizContent, notifyUrl: "http://shop.test/notify" }));
    expect((await control(`trades/S${way}/pay`, {})).status).toBe(200);
    await emulator.deliverDue();
    expect(notices.at(-1)).toMatchObject({ out_trade_no: `S${way}`, ...(way !== "absent" && { alipay_cert_sn: expect.any(String) }) });
    expect(sdk.checkNotifySignV2(notices.at(-1) ?? {})).toBe(isGenuine);
    await control("settings", { serialInCallbacks: "absent" });
  },
);
