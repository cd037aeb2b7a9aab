import { describe, expect, test } from "vitest";
import { newContract } from "../fixtures/contract";
import { encodeForm, parseForm } from "../form";
import { buildNotification } from "./notification";
import { buildReturn, parseReturn } from "./return";
import { signSorted } from "./signing/security";

const trade = { outTradeNo: "X1", tradeNo: "2015092800001000320069456556" };

describe.each(["MD5", "0001"] as const)("a buyer comes back, signed with %s", (secId) => {
  const { gateway, merchant } = newContract(secId);
  const genuine = buildReturn(trade, gateway);
  const fields = () => {
    const form = parseForm(genuine);
    return form.ok ? form.params : new Map<string, string>();
  };
  const reason = (search: string) => {
    const result = parseReturn(search, merchant);
    return result.ok ? "taken" : result.reason;
  };

  test("and the order is named, with and without the question mark, with and without sign_type", () => {
    const withoutType = fields();
    withoutType.delete("sign_type");
    for (const search of [genuine, `?${genuine}`, encodeForm(withoutType), encodeForm([...fields()].reverse())])
      expect(parseReturn(search, merchant)).toEqual({ ok: true, ...trade });
  });

  test("with somebody else's order number and is not believed", () => {
    expect(reason(encodeForm(fields().set("out_trade_no", "X2")))).toBe("bad_signature");
    expect(reason(encodeForm(fields().set("trade_no", "1")))).toBe("bad_signature");
  });

  test("with the boundary of a value moved and is not believed, though the signed string is the same", () => {
    const moved = fields();
    moved.delete("request_token");
    moved.set("out_trade_no", "X1&request_token=requestToken");
    expect(reason(encodeForm(moved))).toBe("bad_signature");
  });

  test("with a parameter that nobody signed, or one in other letters, and is not believed", () => {
    expect(reason(`${genuine}&total_fee=0.01`)).toBe("bad_signature");
    const renamed = [...fields()].map(([name, value]): [string, string] => [name === "result" ? "Result" : name, value]);
    expect(reason(encodeForm(renamed))).toBe("missing_field");
  });

  test("with another algorithm named and is not believed", () => {
    for (const type of ["RSA", "md5", "none", "HMAC", "__proto__", "constructor", secId === "MD5" ? "0001" : "MD5"])
      expect(reason(encodeForm(fields().set("sign_type", type))), type).toBe("wrong_sec_id");
  });

  test("with nothing, or with rubbish, and meets a refusal and no error", () => {
    expect(reason("")).toBe("missing_field");
    expect(reason("?")).toBe("missing_field");
    expect(reason("out_trade_no=X1")).toBe("missing_field");
    expect(reason("out_trade_no=%")).toBe("malformed");
    expect(reason(`${genuine}&out_trade_no=X1`)).toBe("malformed");
    expect(reason(`out_trade_no=${"x".repeat(9_000)}`)).toBe("oversize");
  });

  test("with a signed result that is not success and is not taken for a payer", () => {
    const [...signed] = signSorted(
      [...fields().set("result", "fail")].filter(([name]) => !name.startsWith("sign")),
      gateway,
    );
    expect(reason(encodeForm(signed))).toBe("malformed");
  });

  test("with the parameters of a notice and is not believed", () => {
    expect(reason(buildNotification("<notify/>", gateway))).toBe("missing_field");
  });
});
