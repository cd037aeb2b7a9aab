import { sign as rsaSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { NOW, newAuthority, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { newPatient } from "../fixtures/doctor-settings";
import { encodeForm } from "../form";
import { gbkSpellings } from "../gbk";
import { parseCertificates, rootCertificateSn } from "../openapi/certificate";
import { signCallback } from "../openapi/notification";
import { signRequest } from "../openapi/request";
import { buildReturn } from "../openapi/return";
import { callbackStrings, requestString } from "../openapi/sign";
import { noticeParams } from "../openapi/trade-record";
import { explain } from "./explain";
import { doctorText } from "./text";

// What people who integrate Alipay reported in public, each with its input and keys of our own. The numbers are those of the list
// of reports that these tests were written from.
const { app, settings } = newPatient();
const causesOf = (text: string | Uint8Array) => explain(text, settings).causes;
const namesOf = (text: string | Uint8Array) => causesOf(text).map(({ cause }) => cause);

/** A genuine notice with more, or other, parameters. */
function noticeOf(more: Record<string, string> = {}): Map<string, string> {
  return signCallback(new Map([...noticeParams(paidRecord(), OPENAPI_NOTICE), ...Object.entries(more)]), app.contract);
}
const json = (params: ReadonlyMap<string, string>) => JSON.stringify(Object.fromEntries(params));

describe("1: a framework's router adds its parameter", () => {
  const added = [{ cause: "parameter_added", about: "s" }];

  test("to the form, as ThinkPHP, Yii and an Apache rewrite do", () => {
    expect(causesOf(`s=/alipay/notify&${encodeForm(noticeOf())}`)).toEqual(added);
    expect(causesOf(`${encodeForm(noticeOf())}&s=x`)).toEqual(added);
    expect(doctorText.en.parameter_added.change).toContain("raw body");
  });

  test("to the logged JSON", () => {
    expect(causesOf(json(new Map([["s", "/alipay/notify"], ...noticeOf()])))).toEqual(
      expect.arrayContaining([...added, { cause: "decoded_twice" }]),
    );
  });

  test("to the buyer's return, beside what WeChat appends", () => {
    const address = `https://shop.example.com/index.php?s=api/pay/alipay-return&${buildReturn(paidRecord(), NOW, app.contract)}`;
    expect(causesOf(address)).toEqual(added);
    expect(causesOf(`${address}&from=singlemessage&isappinstalled=0`)).toEqual([
      { cause: "parameter_added", about: "s, from, isappinstalled" },
    ]);
  });

  test("in the address of a post, where the shop does not look, it does no harm", () => {
    const post = `POST /index.php?s=/alipay/notify HTTP/1.1\r\nHost: s\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n`;
    expect(causesOf(post + encodeForm(noticeOf()))).toEqual([]);
  });
});

describe("2: a global filter trims the values", () => {
  const params = new Map(noticeOf({ subject: "foobar " })).set("subject", "foobar");

  test("and the trimmed one is named", () => {
    expect(causesOf(encodeForm(params))).toEqual([{ cause: "value_trimmed", about: "subject" }]);
  });

  test("also where another filter escaped HTML on top", () => {
    const funds = '[{"amount":"100.00"}]';
    const both = new Map(noticeOf({ subject: "foobar ", fund_bill_list: funds })).set("subject", "foobar");
    const names = namesOf(encodeForm(both.set("fund_bill_list", funds.replaceAll('"', "&quot;"))));
    expect(names).toContain("value_trimmed");
    expect(names).toContain("html_escaped");
  });
});

test("3: a log whose list of funds alone is escaped, with what was passed along still encoded", () => {
  const funds = '[{"amount":"100.00","fundChannel":"ALIPAYACCOUNT"}]';
  const params = noticeOf({ fund_bill_list: funds, passback_params: "a%3D1%26b%3D2" });
  expect(namesOf(json(params.set("fund_bill_list", funds.replaceAll('"', "&quot;"))))).toEqual(["decoded_twice", "html_escaped"]);
});

test("4: the JSON log of a notice that says GBK and signs UTF-8's text in GBK", () => {
  expect(namesOf(json(noticeOf({ charset: "GBK", subject: "tea" })))).toEqual(["decoded_twice"]);
});

describe("5: what the shop passes along comes back", () => {
  test("decoded once too often, whichever case its hex had", () => {
    const passback = "merchantBizType%3d3C%26merchantBizNo%3d2016010101111";
    const params = noticeOf({ passback_params: passback });
    expect(causesOf(encodeForm(params.set("passback_params", decodeURIComponent(passback))))).toEqual([
      { cause: "decoded_twice", about: "passback_params" },
    ]);
  });

  test("with an ampersand and a name in it, which a form may hold and a log too", () => {
    const params = noticeOf({ passback_params: "uid=15&model=job&mid=10" });
    expect(causesOf(encodeForm(params))).toEqual([]);
    expect(namesOf(json(params))).toEqual(["decoded_twice"]);
    expect(namesOf(json(noticeOf({ subject: "A&b=C" })))).toEqual(["decoded_twice"]);
  });
});

describe("6: a page takes the beginnings of names for entities", () => {
  test("of a request that was printed into HTML", async () => {
    const params = await signRequest(
      app.config,
      { method: "alipay.trade.query", bizContent: {}, notifyUrl: "https://s.example.com/n" },
      NOW,
    );
    const text = encodeForm(params);
    expect(namesOf(text.replace("&timestamp=", "×tamp=").replace("&notify_url=", "¬ify_url="))).toContain("html_escaped");
    expect(namesOf(text.replace("&timestamp=", "&times;tamp="))).toEqual(["html_escaped"]);
    const shown = params.map((pair) => pair.join("=")).join("&");
    expect(namesOf(shown.replace("&timestamp=", "×tamp="))).toEqual(["html_escaped", "decoded_twice"]);
  });

  test("of a notice", () => {
    expect(namesOf(encodeForm(noticeOf()).replaceAll("&notify_", "¬ify_"))).toContain("html_escaped");
  });
});

describe("7: base64 is spelled in another way", () => {
  test("a split at every equals sign loses the padding", () => {
    expect(namesOf(encodeForm(noticeOf()).replace(/(%3D)+(?=&|$)/, ""))).toEqual(["sign_padding_lost"]);
  });

  test("the words never contradict themselves", () => {
    expect(namesOf(encodeForm(noticeOf()).replace(/(%3D)+(?=&|$)/, ""))).not.toContain("refused_otherwise");
  });

  test("a column of 128 characters cuts it off", () => {
    const params = noticeOf();
    expect(causesOf(encodeForm(params.set("sign", params.get("sign")?.slice(0, 128) ?? "")))).toEqual([
      { cause: "sign_cut", about: "96 of 128 bytes" },
    ]);
  });
});

describe("8: Alipay's error page shows the string that it verified", () => {
  const sentence = (shown: string) =>
    `错误代码 invalid-signature 错误原因: 验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${shown}`;
  const request = async () =>
    new Map(
      await signRequest(
        app.config,
        { method: "alipay.trade.wap.pay", bizContent: { out_trade_no: "X1" }, notifyUrl: "http://s.example.com/n" },
        NOW,
      ),
    );

  test("one that is right leaves only the key that was uploaded", async () => {
    const shown = requestString(await request());
    const { kind, causes, signedString } = explain(sentence(shown), settings);
    expect(kind).toBe("openapi.error_page");
    expect(causes).toEqual([{ cause: "uploaded_key", about: expect.stringMatching(/^ALIPAY_PRIVATE_KEY: MI/) }]);
    expect(signedString).toContain("method=alipay.trade.wap.pay");
    expect(signedString).not.toContain("验签");
  });

  test("a blank in front of an address is pointed at, also where the page escaped the ampersands", async () => {
    const shown = requestString(await request()).replace("notify_url=", "notify_url= ");
    const wanted = [{ cause: "gateway_string_differs", about: "notify_url: a blank in front" }];
    expect(causesOf(sentence(shown))).toEqual(wanted);
    expect(causesOf(sentence(shown.replaceAll("&", "&amp;").replaceAll('"', "&quot;")))).toEqual(wanted);
  });

  test("with the request beside it, the first difference is named, or the key", async () => {
    const params = await request();
    const page = `https://openapi.alipay.com/gateway.do?${encodeForm(params)}\n\n${sentence(requestString(params))}`;
    expect(causesOf(page)).toMatchObject([{ cause: "uploaded_key" }]);
    expect(causesOf(page.replace(/(为：.*)charset=utf-8/, "$1charset=gbk"))).toMatchObject([
      { cause: "gateway_string_differs", about: expect.stringContaining("charset") },
    ]);
  });

  test("another app than the configured one is named before any key", async () => {
    const shown = requestString((await request()).set("app_id", "2021000000000000"));
    expect(causesOf(sentence(shown))).toMatchObject([{ cause: "code_identity", about: expect.stringContaining("ALIPAY_APP_ID") }]);
  });

  test("in the words of an error answer", async () => {
    const answer = JSON.stringify({
      error_response: {
        code: "40002",
        msg: "Invalid Arguments",
        sub_code: "isv.invalid-signature",
        sub_msg: sentence(requestString(await request())),
      },
    });
    expect(causesOf(answer)).toMatchObject([{ cause: "uploaded_key" }]);
  });
});

describe("9: the gateway answers with an error", () => {
  test.each([
    ["isv.invalid-signature", "code_own_key"],
    ["isv.invalid-app-id", "code_identity"],
    ["isv.invalid-alipay-root-cert-sn", "code_certificate"],
    ["isv.app-cert-expired", "code_certificate"],
    ["isv.insufficient-isv-permissions", "code_permission"],
    ["isv.invalid-timestamp", "code_clock"],
    ["isv.missing-version", "code_setup"],
    ["isv.invalid-encrypt", "code_encryption"],
    ["aop.invalid-auth-token", "code_authorization"],
    ["ACQ.SYSTEM_ERROR", "code_busy"],
    ["ACQ.TRADE_HAS_CLOSE", "code_new_attempt"],
  ] as const)("%s is explained by its code", (code, cause) => {
    const body = `"code":"40002","msg":"Invalid Arguments","sub_code":"${code}","sub_msg":"…"`;
    expect(causesOf(`{"error_response":{${body}}}`)[0]).toMatchObject({ cause, about: expect.stringContaining(code) });
    expect(causesOf(`{"error_response":{${body}},"sign":"XXXXX"}`)[0]).toMatchObject({ cause });
  });

  test("of the old protocols too", () => {
    expect(
      causesOf('<?xml version="1.0" encoding="utf-8"?><alipay><is_success>F</is_success><error>ILLEGAL_SIGN</error></alipay>')[0],
    ).toMatchObject({
      cause: "code_own_key",
    });
    const refusal = encodeForm([
      ["partner", "2088101000137799"],
      [
        "res_error",
        '<?xml version="1.0" encoding="utf-8"?><err><code>0005</code><sub_code>0005</sub_code><msg>partner illegal</msg><detail>x</detail></err>',
      ],
      ["service", "alipay.wap.trade.create.direct"],
    ]);
    expect(causesOf(refusal)[0]).toMatchObject({ cause: "code_permission" });
  });
});

describe("10: messages as people log them", () => {
  const params = noticeOf();
  const object = Object.fromEntries(params);
  const form = encodeForm(params);
  const python = `{${[...params].map(([name, value]) => `'${name}': '${value}'`).join(", ")}}`;

  test.each([
    ["a prefix and JSON", `2018-11-02 10:10:10 INFO > Received Alipay Request ${json(params)}`],
    ["Java's map", `{${[...params].map((pair) => pair.join("=")).join(", ")}}`],
    ["util.inspect", `notify ${inspect(object)}`],
    ["util.inspect of an object without a prototype", inspect(Object.assign(Object.create(null), object))],
    ["a Python dict", python],
    ["print_r", `Array\n(\n${[...params].map(([name, value]) => `    [${name}] => ${value}`).join("\n")}\n)`],
    ["JSON with lists", JSON.stringify(Object.fromEntries([...params].map(([name, value]) => [name, [value]])))],
    ["pino", JSON.stringify({ level: 30, body: object, msg: "x" })],
    ["lines of DevTools", [...params].map((pair) => pair.join(": ")).join("\n")],
    ["lines of Postman", [...params].map((pair) => pair.join("\t")).join("\n")],
  ])("%s", (_, text) => {
    expect(namesOf(text)).toEqual(["decoded_twice"]);
    expect(explain(text, settings).kind).toBe("openapi.notify");
  });

  test("JSON with bare numbers and the list of funds parsed", () => {
    const funds = [{ amount: "100.00", fundChannel: "ALIPAYACCOUNT" }];
    const signed = Object.fromEntries(noticeOf({ fund_bill_list: JSON.stringify(funds) }));
    const text = JSON.stringify({ ...signed, fund_bill_list: funds }).replace('"100.00"', "100.00");
    expect(namesOf(text)).toContain("decoded_twice");
    expect(namesOf(text)).not.toContain("contents_changed");
    expect(namesOf(text.replace(/"trade_no":"(\d+)"/, '"trade_no":$1'))).toContain("decoded_twice");
  });

  test.each([
    ["a curl command", `curl -X POST 'https://s.example.com/n' -d '${form}'`],
    ["an access log with the body", `1.2.3.4 - - [22/Nov/2026:14:49:28 +0800] "POST /n HTTP/1.1" 200 7 "-" "Mozilla/4.0" "${form}"`],
    ["a text of JSON", JSON.stringify(form)],
    ["a text of Python", `'${form}'`],
    ["a file of UTF-16", Buffer.from(`\ufeff${form}`, "utf16le")],
  ])("%s holds the body itself, which is taken", (_, text) => {
    expect(explain(text, settings)).toMatchObject({ ok: true, kind: "openapi.notify" });
  });

  test("what cannot be read says what to paste instead", () => {
    expect(namesOf(`{${[...params.keys()].map((name) => `${name}=[Ljava.lang.String;@6f2b958e`).join(", ")}}`)).toEqual([
      "values_not_logged",
    ]);
    expect(namesOf(json(params).slice(0, 300))).toEqual(["text_cut"]);
    expect(doctorText.en.not_a_message.change).toContain("curl");
  });
});

describe("11: keys as people paste them", () => {
  const form = encodeForm(noticeOf());
  const pem = settings.openapi.alipayPublicKey ?? "";
  const given = (alipayPublicKey: string) => explain(form, { ...settings, openapi: { ...settings.openapi, alipayPublicKey } });

  test.each([
    ["base64 of the whole file", Buffer.from(pem).toString("base64")],
    ["line ends escaped twice", pem.replaceAll("\n", "\\\\n")],
    ["a zero-width space", `\u200b${pem}`],
  ])("%s is read", (_, text) => {
    expect(given(text).ok).toBe(true);
  });

  test.each([
    ["a certificate", newPatient("certificate").settings.openapi.alipayCert ?? "", "ALIPAY_CERT"],
    ["typographic dashes", pem.replaceAll("-----", "——"), "hyphens"],
    ["words in front", `应用公钥：${pem.replace(/-----[A-Z ]+-----|\n/g, "")}`, "colon"],
    ["the path of a file that is not there", "/run/secrets/alipay_public.pem", "not there"],
  ])("%s is named", (_, text, word) => {
    const [first] = given(text).causes;
    expect(first).toMatchObject({ cause: "key_unreadable", about: expect.stringContaining("ALIPAY_PUBLIC_KEY") });
    expect(first?.about).toContain(word);
  });
});

describe("12: a root file of two certificates is the same file", () => {
  const { app: certified, settings: given } = newPatient("certificate");
  const notice = encodeForm(signCallback(new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)), certified.contract));
  const whole = (given.openapi.rootCert ?? "") + newAuthority().pem;
  const serialOf = (text: string) => rootCertificateSn(parseCertificates(text) ?? []);

  test.each([
    ["with line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with line ends of old Macs", (text: string) => text.replaceAll("\n", "\r")],
    ["glued together", (text: string) => text.replaceAll("-----\n-----", "----------")],
    ["on one line", (text: string) => text.replaceAll("\n", "\\n")],
    ["with comments between", (text: string) => text.replaceAll("-----BEGIN", "subject=CN = R1\n-----BEGIN")],
  ])("%s", (_, respell) => {
    expect(serialOf(whole)).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/);
    expect(serialOf(respell(whole))).toBe(serialOf(whole));
    const explained = explain(notice, { ...given, openapi: { ...given.openapi, rootCert: respell(whole) } });
    expect([explained.causes, explained.notes]).toEqual([[], []]);
  });
});

test("13: a root file that is cut off, and a root in the place of Alipay's certificate, are named", () => {
  const { app: certified, settings: given } = newPatient("certificate");
  const notice = encodeForm(signCallback(new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)), certified.contract));
  const root = given.openapi.rootCert ?? "";
  const withCerts = (changes: Record<string, string>) => explain(notice, { ...given, openapi: { ...given.openapi, ...changes } });
  expect(withCerts({}).causes).toEqual([]);
  expect(withCerts({ rootCert: root + root.trimEnd().slice(0, -20) }).notes).toContainEqual({
    cause: "certificate_unreadable",
    about: expect.stringContaining("ALIPAY_ROOT_CERT is not whole"),
  });
  expect(withCerts({ alipayCert: root }).causes).toContainEqual({ cause: "wrong_certificate", about: "ALIPAY_CERT" });
});

describe("14: what Alipay says in GBK", () => {
  const bytesOf = (value: string) => gbkSpellings(value)[0] ?? Buffer.alloc(0);
  const sign = (text: string) => rsaSign("RSA-SHA256", bytesOf(text), app.contract.alipayPrivateKey).toString("base64");
  /** A notice in GB18030, over whose bytes it is signed; without a charset among its parameters where `charset` is null. */
  const inGbk = (subject: string, charset: string | null) => {
    const params = new Map([...noticeParams(paidRecord({ subject }), OPENAPI_NOTICE)]);
    if (charset === null) params.delete("charset");
    else params.set("charset", charset);
    const text = callbackStrings(params)[0] ?? "";
    const escaped = (value: string) => [...bytesOf(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
    const all = params.set("sign_type", "RSA2").set("sign", sign(text));
    return [...all].map(([name, value]) => `${name}=${name === "charset" ? value : escaped(value)}`).join("&");
  };

  test("the answer to a query, of a payment and of an error, though UTF-8 was asked for", () => {
    for (const fields of [
      { code: "10000", msg: "Success", out_trade_no: "X1", trade_status: "TRADE_SUCCESS", total_amount: "88.88", subject: "龙井" },
      { code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST", sub_msg: "交易不存在" },
    ]) {
      const value = JSON.stringify(fields);
      const tail = `,"sign":"${sign(value)}"}`;
      const answer = Buffer.concat([Buffer.from('{"alipay_trade_query_response":'), bytesOf(value), Buffer.from(tail)]);
      expect(explain(answer, settings)).toMatchObject({ kind: "openapi.response", ok: true });
    }
  });

  test("a notice with a character of four bytes, and one with the euro sign", () => {
    for (const subject of ["𠮷野家", "€5 茶"]) expect(causesOf(inGbk(subject, "GB18030"))).toEqual([]);
  });

  test("a notice whose charset stands in the head of the request alone; without the head GBK is named", () => {
    const head = "POST /n HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded; charset=GBK\r\n\r\n";
    expect(causesOf(head + inGbk("龙井", null))).toEqual([]);
    expect(namesOf(inGbk("龙井", null))).toContain("gbk_bytes");
  });
});

test("15: coupons, points, instalments and empty values are taken", () => {
  const more = {
    voucher_detail_list: '[{"amount":"1.00","name":"券","type":"ALIPAY_FIX_VOUCHER","voucherId":"1"}]',
    point_amount: "1.00",
    buyer_open_id: "01501o8f",
    refund_fee: "0.00",
    gmt_close: "2026-11-22 14:49:28",
    body: "",
  };
  expect(causesOf(encodeForm(noticeOf(more)))).toEqual([]);
});

test("no cause is without words in either language", () => {
  const source = readFileSync(new URL("./finding.ts", import.meta.url), "utf8");
  const causes = [...source.slice(0, source.indexOf("export type Finding")).matchAll(/\| "(\w+)"/g)].map(([, cause]) => cause ?? "");
  expect(causes.length).toBeGreaterThan(60);
  for (const words of [doctorText.zh, doctorText.en])
    for (const cause of causes)
      expect(Object.entries(words)).toContainEqual([cause, { says: expect.any(String), change: expect.any(String) }]);
});
