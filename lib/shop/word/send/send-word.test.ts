import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readMail } from "@/e2e/support/mail-server";
import { outside } from "@/lib/server/outside";
import { wayTo } from "@/test/alert-services";
import { ALIYUN, aliyunSms } from "@/test/aliyun-sms";
import { aMailbox } from "@/test/mailbox";
import { only } from "@/test/only";
import { aReceiver } from "@/test/receiver";
import type { WordAccess } from "../channels/word-channel";
import { signAliyun } from "./aliyun-sms";
import { sendWord } from "./send-word";
import type { WordFact } from "./word-fact";

const LOGIN = { user: "shop@example.com", password: "an app password" };
const NOW = new Date("2026-11-26T08:00:00.500Z");
const ORDER = {
  ...{ id: "7", language: "zh-CN" as const, shopName: "山下茶铺", shopUrl: "https://shop.example" },
  ...{ orderNo: "261126000001", link: "https://shop.example/orders/261126000001/token" },
};
const paid: WordFact = { ...ORDER, event: "paid", totalFen: 3960, goods: [{ name: "龙井茶", quantity: 2 }] };
const shipped: WordFact = { ...ORDER, event: "shipped", courier: "顺丰速运", trackingNo: "SF1007896781640", goods: [] };
const here = { outside: outside({ toLoopback: true, patienceMs: 1_000 }), now: NOW, alertsToLoopback: true };

describe("a mail to a buyer", () => {
  const mailBy = (port: number): WordAccess => ({ kind: "email", host: "127.0.0.1", port, ...LOGIN, from: "shop@example.com" });

  test("goes to them alone, from the shop's name, and no absence notice answers it", async () => {
    const box = await aMailbox(LOGIN);
    const shopName = '山下茶铺" <thief@example.com>\r\nBcc: thief@example.com';
    expect(await sendWord(mailBy(box.port), { to: "li@example.com", fact: { ...paid, shopName } }, here)).toEqual({ kind: "sent" });
    const mail = only(box.mails);
    expect(mail).toMatchObject({ from: "FROM:<shop@example.com>", to: "TO:<li@example.com>" });
    const { head, subject, body } = readMail(mail.text);
    expect(head).toMatch(/^From: .*<shop@example\.com>$/m);
    expect(head).toMatch(/^To: li@example\.com$/m);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(head).toMatch(/^Message-ID: <word\.7@xiaopu\.invalid>$/m);
    expect(head).not.toMatch(/^Bcc:/im);
    expect(subject).toMatch(/^订单 261126000001 已付款 ¥39\.60/);
    expect(body).toContain(ORDER.link);
    expect(box.heard.filter((line) => line.startsWith("RCPT"))).toHaveLength(1);
  });

  test.each([
    ["RCPT", "550 5.1.1 no such mailbox li@example.com", { kind: "refused", problem: "refused 550" }],
    ["RCPT", "451 4.7.1 greylisted", { kind: "later", problem: "busy 451" }],
    ["MAIL", "550 5.7.1 you may not send", { kind: "failed", problem: "refused 550" }],
    ["AUTH", "535 5.7.8 wrong", { kind: "dead", problem: "key 535" }],
  ])(
    "whose server says no to %s with %s: what is about the buyer is told apart from the shop's own trouble",
    async (word, answer, outcome) => {
      const box = await aMailbox(LOGIN);
      box.refuse[word] = answer;
      expect(await sendWord(mailBy(box.port), { to: "li@example.com", fact: paid }, here)).toEqual(outcome);
    },
  );

  test("to an address that is two lines is handed to no server", async () => {
    const box = await aMailbox(LOGIN);
    for (const to of ["li@example.com\r\nRCPT TO:<thief@example.com>", "li@example.com, thief@example.com", "Li <thief@example.com>"])
      expect(await sendWord(mailBy(box.port), { to, fact: paid }, here)).toEqual({ kind: "refused", problem: "refused" });
    expect(box.heard).toEqual([]);
  });
});

describe("an SMS by Alibaba Cloud", () => {
  test("is signed as the service's own example is", () => {
    // help.aliyun.com: V3 版本请求体与签名机制, the example of fixed parameters.
    const { query, headers } = signAliyun(
      { keyId: "YourAccessKeyId", keySecret: "YourAccessKeySecret" },
      {
        ...{ host: "ecs.cn-shanghai.aliyuncs.com", action: "RunInstances", version: "2014-05-26" },
        ...{ date: "2023-10-26T10:22:32Z", nonce: "3156853299f313e23d1673dc12e1703d" },
        query: { RegionId: "cn-shanghai", ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd" },
      },
    );
    expect(query).toBe("ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai");
    expect(headers.authorization).toBe(
      "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  test("is taken by a service that looks at the signature, with all that its template has gaps for", async () => {
    const service = await aliyunSms(() => NOW);
    const around = { ...here, outside: wayTo(service) };
    for (const fact of [paid, shipped, { ...ORDER, event: "refunded" as const, amountFen: 550 }])
      expect(await sendWord(ALIYUN, { to: "13800138000", fact }, around)).toEqual({ kind: "sent" });
    expect(service.sent).toEqual([
      { to: "13800138000", template: "SMS_100000001", params: { no: "261126000001", sum: "39.60" } },
      { to: "13800138000", template: "SMS_100000002", params: { no: "261126000001", courier: "顺丰速运", tracking: "SF1007896781640" } },
      { to: "13800138000", template: "SMS_100000003", params: { no: "261126000001", sum: "5.50" } },
    ]);
  });

  test("with a wrong secret, or a key that is none, stops; a clock that is wrong does not look like a wrong key", async () => {
    const service = await aliyunSms(() => NOW);
    const around = { ...here, outside: wayTo(service) };
    const word = { to: "13800138000", fact: paid };
    expect(await sendWord({ ...ALIYUN, keySecret: "another" }, word, around)).toEqual({
      kind: "dead",
      problem: "key SignatureDoesNotMatch",
    });
    expect(await sendWord({ ...ALIYUN, keyId: "LTAInone" }, word, around)).toEqual({
      kind: "dead",
      problem: "key InvalidAccessKeyId.NotFound",
    });
    const late = new Date(NOW.getTime() + 3600_000);
    expect(await sendWord(ALIYUN, word, { ...around, now: late })).toMatchObject({ kind: "failed" });
    expect(service.sent).toEqual([]);
  });

  test.each([
    ["isv.MOBILE_NUMBER_ILLEGAL", { kind: "refused", problem: "refused isv.MOBILE_NUMBER_ILLEGAL" }],
    ["isv.BUSINESS_LIMIT_CONTROL", { kind: "later", problem: "busy isv.BUSINESS_LIMIT_CONTROL" }],
    ["isv.AMOUNT_NOT_ENOUGH", { kind: "dead", problem: "key isv.AMOUNT_NOT_ENOUGH" }],
    ["Throttling.User", { kind: "busy", afterMs: 60_000, problem: "busy Throttling.User" }],
    ["isv.DAY_LIMIT_CONTROL", { kind: "busy", afterMs: 3600_000, problem: "busy isv.DAY_LIMIT_CONTROL" }],
    ["isp.SYSTEM_ERROR", { kind: "failed", problem: "refused isp.SYSTEM_ERROR" }],
  ])("that is answered %s ends only what it must", async (code, outcome) => {
    const service = await aliyunSms(() => NOW);
    service.faults.push(code);
    expect(await sendWord(ALIYUN, { to: "13800138000", fact: paid }, { ...here, outside: wayTo(service) })).toEqual(outcome);
  });
});

describe("the owner's own program for SMS", () => {
  test("can tell that it is from the shop, to whom it goes, and what it says", async () => {
    const receiver = await aReceiver();
    const access = { kind: "webhook" as const, url: `${receiver.url}/sms`, secret: "0123456789abcdef" };
    expect(await sendWord(access, { to: "13800138000", fact: shipped }, here)).toEqual({ kind: "sent" });
    const { headers, body } = only(receiver.received);
    const timestamp = String(headers["x-xiaopu-timestamp"]);
    expect(headers["x-xiaopu-signature"]).toBe(`v1=${createHmac("sha256", access.secret).update(`${timestamp}.${body}`).digest("hex")}`);
    expect(JSON.parse(body)).toEqual({
      ...{ version: 1, shop: "https://shop.example", sentAt: NOW.toISOString(), id: "7", to: "13800138000" },
      ...{ template: "shipped", language: "zh-CN", params: { no: "261126000001", courier: "顺丰速运", tracking: "SF1007896781640" } },
    });
  });

  test.each([
    [422, { kind: "refused", problem: "refused 422" }],
    [503, { kind: "failed", problem: "refused 503" }],
    [401, { kind: "dead", problem: "signature 401" }],
    [429, { kind: "busy", afterMs: 60_000, problem: "busy 429" }],
  ])("that answers %i", async (status, outcome) => {
    const receiver = await aReceiver(() => ({ status }));
    const access = { kind: "webhook" as const, url: receiver.url, secret: "0123456789abcdef" };
    expect(await sendWord(access, { to: "13800138000", fact: shipped }, here)).toEqual(outcome);
  });
});
