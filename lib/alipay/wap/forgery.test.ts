import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortedString } from "../canonical";
import { NOTICE, newContract, paidTrade } from "../fixtures/contract";
import { encodeForm, parseForm } from "../form";
import { buildNotification, parseNotification, writeNotifyData } from "./notification";
import { buildReturn } from "./return";
import { signText, verifyText } from "./signing/security";

const FORM = "application/x-www-form-urlencoded";
const notifyData = writeNotifyData(paidTrade(), NOTICE);

describe.each(["MD5", "0001"] as const)("a notice that Alipay did not send never pays (%s)", (secId) => {
  const { gateway, merchant } = newContract(secId);
  const genuine = buildNotification(notifyData, gateway);
  const accepted = parseNotification(Buffer.from(genuine), FORM, merchant);
  const judge = (body: string | Uint8Array, contentType: string | null = FORM) => {
    const result = parseNotification(typeof body === "string" ? Buffer.from(body) : body, contentType, merchant);
    return result.ok ? "taken" : result.reason;
  };
  const fields = () => {
    const form = parseForm(genuine);
    return form.ok ? form.params : new Map<string, string>();
  };
  const without = (name: string) => [...fields()].filter(([key]) => key !== name);

  test("the genuine one is taken, so that the refusals below mean something", () => {
    expect(accepted.ok).toBe(true);
  });

  test("with its sign missing, empty, wrong, cut or respelled", () => {
    const sign = fields().get("sign") ?? "";
    expect(judge(encodeForm(without("sign")))).toBe("missing_field");
    expect(judge(encodeForm(fields().set("sign", "")))).toBe("missing_field");
    const wrong = [
      "0".repeat(32),
      sign.slice(1),
      `${sign} `,
      ` ${sign}`,
      `${sign}\n`,
      sign.replace(/.$/, ""),
      "null",
      "true",
      "[object Object]",
    ];
    for (const spelling of [...wrong, secId === "MD5" ? sign.toUpperCase() : sign.toLowerCase()])
      expect(judge(encodeForm(fields().set("sign", spelling))), spelling).toBe("bad_signature");
  });

  test("with any one byte of the body changed, or it says the same", () => {
    const bytes = Buffer.from(genuine);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        const result = parseNotification(changed, FORM, merchant);
        if (result.ok) expect(result).toEqual(accepted);
      }),
      { numRuns: 1_500 },
    );
  });

  test("with the body cut anywhere", () => {
    for (let length = 0; length < genuine.length; length += 7) expect(judge(genuine.slice(0, length)), String(length)).not.toBe("taken");
  });

  test("with another algorithm named, or none, or an object's", () => {
    for (const type of ["RSA", "RSA2", "md5", "none", "HMAC", "__proto__", "constructor", secId === "MD5" ? "0001" : "MD5"])
      expect(judge(encodeForm(fields().set("sec_id", type))), type).toBe("wrong_sec_id");
    expect(judge(encodeForm(without("sec_id")))).toBe("missing_field");
  });

  test("with a field twice, at either end and in every spelling", () => {
    for (const [name] of fields()) {
      for (const again of [name, `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`]) {
        expect(judge(`${genuine}&${again}=x`), again).toBe("malformed");
        expect(judge(`${again}=x&${genuine}`), again).toBe("malformed");
      }
    }
    expect(judge(`${genuine}&x=1&x=2`)).toBe("malformed");
  });

  test("with a field removed or its letters changed", () => {
    for (const [name] of fields()) {
      expect(judge(encodeForm(without(name))), name).toBe("missing_field");
      const renamed = [...fields()].map(([key, value]): [string, string] => [key === name ? key.toUpperCase() : key, value]);
      expect(judge(encodeForm(renamed)), name).toBe("missing_field");
    }
  });

  test("with the end of one field moved into the next", () => {
    const moved = fields();
    moved.set("v", `1.0&sec_id=${secId}`);
    expect(judge(encodeForm(moved))).not.toBe("taken");
    const longer = fields().set("service", "alipay.wap.trade.create.direct&v=1.0");
    expect(judge(encodeForm(longer))).toBe("wrong_service");
    const shorter = fields().set("v", `1.0&sec_id=${secId}&notify_data=`);
    expect(judge(encodeForm(shorter))).toBe("malformed");
  });

  test("with fields that nobody signed: they change nothing", () => {
    const noisy = `total_fee=0.01&${genuine}&seller_id=evil&__proto__=x&a[]=1&empty=`;
    expect(parseNotification(Buffer.from(noisy), FORM, merchant)).toEqual(accepted);
  });

  test("with the parameters of a return", () => {
    expect(judge(buildReturn({ outTradeNo: "X1", tradeNo: "1" }, gateway))).toBe("missing_field");
  });

  test("signed in sorted order, as some other libraries expect", () => {
    const plain: [string, string][] = [
      ["service", "alipay.wap.trade.create.direct"],
      ["v", "1.0"],
      ["sec_id", secId],
      ["notify_data", notifyData],
    ];
    expect(judge(encodeForm(fields().set("sign", signText(sortedString(plain), gateway))))).toBe("bad_signature");
  });

  test("signed by another merchant's Alipay", () => {
    const other = secId === "MD5" ? { secId, md5Key: "an0ther0f32charactersecurityk3y00" } : newContract("0001").gateway;
    expect(judge(buildNotification(notifyData, other))).toBe(secId === "MD5" ? "bad_signature" : "undecryptable");
  });

  test("of another service", () => {
    expect(judge(encodeForm(fields().set("service", "alipay.wap.auth.authAndExecute")))).toBe("wrong_service");
  });

  test("with a content type that is no form's", () => {
    for (const type of [null, "", "application/json", "text/xml", "multipart/form-data; boundary=x", "text/plain"])
      expect(judge(genuine, type), String(type)).toBe("content_type");
  });

  test("larger than any notice", () => {
    expect(judge(`${genuine}&pad=${"x".repeat(65_536)}`)).toBe("oversize");
    expect(judge(`${genuine}${"&x=1".repeat(100)}`)).not.toBe("taken");
  });

  test("in GBK, in broken escapes, in overlong UTF-8, with a NUL", () => {
    for (const rubbish of ["%B2%E2", "%", "%zz", "%C0%AF", "%ED%A0%80", "%00", "%1B"])
      expect(judge(`${genuine}&x=${rubbish}`), rubbish).toBe("malformed");
    expect(judge(Buffer.concat([Buffer.from(`${genuine}&x=`), Buffer.from([0xb2, 0xe2])]))).toBe("malformed");
  });

  test("whatever it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(judge(bytes)).not.toBe("taken");
      }),
      { numRuns: 1_000 },
    );
  });
});

test("with RSA a notice signed over its cipher, as some libraries verify it, is refused", () => {
  const { gateway, merchant } = newContract("0001");
  const form = parseForm(buildNotification(notifyData, gateway));
  const fields = form.ok ? form.params : new Map<string, string>();
  const overCipher = `service=alipay.wap.trade.create.direct&v=1.0&sec_id=0001&notify_data=${fields.get("notify_data")}`;
  fields.set("sign", signText(overCipher, gateway));
  expect(verifyText(overCipher, fields.get("sign") ?? "", merchant)).toBe(true);
  expect(parseNotification(Buffer.from(encodeForm(fields)), FORM, merchant)).toMatchObject({ ok: false, reason: "bad_signature" });
});

test("with RSA a notice sent without encryption is refused", () => {
  const { gateway, merchant } = newContract("0001");
  const form = parseForm(buildNotification(notifyData, gateway));
  const fields = form.ok ? form.params : new Map<string, string>();
  expect(parseNotification(Buffer.from(encodeForm(fields.set("notify_data", notifyData))), FORM, merchant)).toMatchObject({
    reason: "undecryptable",
  });
});

test("with RSA a notice that was decoded once too often, so that each plus is a blank, is refused", () => {
  const { gateway, merchant } = newContract("0001");
  const genuine = buildNotification(notifyData, gateway);
  expect(genuine).toContain("%2B");
  expect(parseNotification(Buffer.from(genuine.replaceAll("%2B", "+")), FORM, merchant).ok).toBe(false);
});
