import { describe, expect, test } from "vitest";
import { NOW, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { NOTICE, newRsaPair, paidTrade } from "../fixtures/contract";
import { newPatient, pemOf } from "../fixtures/doctor-settings";
import { encodeForm, parseForm } from "../form";
import { encodeGbk } from "../gbk";
import { buildNotification as buildOpenApiNotice } from "../openapi/notification";
import { buildResponse, successFields } from "../openapi/response";
import { buildReturn as buildOpenApiReturn } from "../openapi/return";
import { buildTradeAnswer } from "../wap/mapi/single-trade-query";
import { buildNotification, writeNotifyData } from "../wap/notification";
import { buildReturn } from "../wap/return";
import { readCaptured } from "./captured";
import { explain } from "./explain";

const { app, wap, settings } = newPatient();
const notice = buildOpenApiNotice(paidRecord(), OPENAPI_NOTICE, app.contract);
const xml = writeNotifyData(paidTrade({ subject: "茶 A" }), NOTICE);

const causesOf = (text: string | Uint8Array) => explain(text, settings).causes.map(({ cause }) => cause);
const paramsOf = (form: string) => {
  const parsed = parseForm(form);
  return parsed.ok ? parsed.params : new Map<string, string>();
};

describe("however the text was saved on its way here", () => {
  const answer = buildResponse(app.contract, "alipay.trade.query", successFields({ subject: "茶" }));
  const escaped = (text: string) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const decoded = (form: string) => [...paramsOf(form)].map(([name, value]) => `${name}=${value}`).join("&");
  const sealedNotice = buildNotification(xml, wap.gateway);

  test.each([
    [
      "an address that was decoded, its blanks too",
      `https://s.example.com/r?${decoded(buildOpenApiReturn(paidRecord(), NOW, app.contract))}`,
      "decoded_twice",
    ],
    ["parameters that a framework logged as JSON", JSON.stringify(Object.fromEntries(paramsOf(notice))), "decoded_twice"],
    ["a ciphertext that was decoded", decoded(sealedNotice), "decoded_twice"],
    ["an answer that went through a page", escaped(answer), "html_escaped"],
    ["an answer in a file of GBK", encodeGbk(answer), "gbk_bytes"],
    [
      "a ciphertext that was broken into lines",
      encodeForm(
        [...paramsOf(sealedNotice)].map(
          ([name, value]) => [name, name === "notify_data" ? value.replace(/.{76}/g, "$&\n") : value] as const,
        ),
      ),
      "line_break_added",
    ],
  ])("%s", (_, text, cause) => {
    expect(causesOf(text)).toEqual([cause]);
  });

  test("an old answer that went through a page", () => {
    const rsa = wap.gateway;
    const text = buildTradeAnswer(paidTrade(), [["partner", "2088"]], rsa);
    expect(causesOf(text)).toEqual([]);
    expect(causesOf(escaped(text))).toEqual(["html_escaped"]);
  });
});

describe("where nothing verifies, what is certain is said all the same", () => {
  test("a blank in base64 was a plus, even where a text has lost one too", () => {
    const texts = Array.from({ length: 60 }, (_, second) => {
      const notifyTime = new Date(NOW.getTime() + second * 1000);
      return buildOpenApiNotice(paidRecord({ subject: "茶 50% + 1+1" }), { ...OPENAPI_NOTICE, notifyTime }, app.contract);
    });
    const body = texts.find((text) => paramsOf(text).get("sign")?.includes("+")) ?? "";
    expect(causesOf(body.replaceAll("%2B", "+"))).toEqual(["plus_to_space"]);
    const decoded = [...paramsOf(body)].map(([name, value]) => `${name}=${value}`).join("&");
    expect(causesOf(decoded.replaceAll("+", " "))).toEqual(["decoded_twice", "plus_to_space"]);
  });

  test("a key of another length than the signature cannot have made it", () => {
    const { publicKey } = newRsaPair(2048);
    const given = { ...settings, openapi: { ...settings.openapi, alipayPublicKey: pemOf(publicKey) } };
    expect(explain(notice, given).causes).toEqual([{ cause: "other_key", about: "ALIPAY_PUBLIC_KEY has 2048 bits, the signature 1024" }]);
  });

  test("a signature of the other kind wants a key of the other kind", () => {
    const old = buildNotification(xml, wap.gateway);
    expect(explain(old, { ...settings, wap: { md5Key: settings.wap.md5Key } }).causes[0]).toMatchObject({
      cause: "not_configured",
      about: "ALIPAY_PUBLIC_KEY",
    });
    const md5 = buildReturn(paidTrade(), { secId: "MD5", md5Key: "theirs" });
    expect(explain(md5, { ...settings, wap: { ...settings.wap, md5Key: undefined } }).causes).toEqual([
      { cause: "not_configured", about: "ALIPAY_MD5_KEY" },
    ]);
  });
});

test.each([
  ["lines that may end in two ways", `GET /\n${"\r\n".repeat(90)}x`],
  ["a long run of line breaks", `${"\n".repeat(200_000)}x`],
  ["a long indentation", `<a>${" ".repeat(200_000)}x</a>`],
])("a stranger's message with %s is read in time that grows with its length", (_, message) => {
  expect(readCaptured(message).message.length).toBeGreaterThan(0);
});
