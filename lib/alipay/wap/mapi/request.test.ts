import { expect, test } from "vitest";
import { newContract, PARTNER } from "../../fixtures/contract";
import { parseForm } from "../../form";
import { mapiUrl, signMapiRequest, verifyMapiRequest } from "./request";

const params: [string, string][] = [
  ["service", "single_trade_query"],
  ["partner", PARTNER],
  ["_input_charset", "utf-8"],
  ["out_trade_no", "X1"],
];

test.each([
  ["MD5", "MD5"],
  ["0001", "RSA"],
] as const)("with %s the gateway knows that its merchant asks, under the name %s", async (secId, signType) => {
  const { merchant, findKeys } = newContract(secId);
  const form = parseForm(new URL(mapiUrl("http://gateway.test/gateway.do", await signMapiRequest(params, merchant))).search.slice(1));
  const received = form.ok ? form.params : new Map<string, string>();
  expect(received.get("sign_type")).toBe(signType);
  expect(verifyMapiRequest(received, findKeys)).toMatchObject({ ok: true });
  expect(verifyMapiRequest(new Map(received).set("out_trade_no", "X2"), findKeys)).toEqual({ ok: false, error: "ILLEGAL_SIGN" });
  expect(verifyMapiRequest(new Map(received).set("extra", "1"), findKeys)).toEqual({ ok: false, error: "ILLEGAL_SIGN" });
  expect(verifyMapiRequest(new Map(received).set("partner", "2088000000000000"), findKeys)).toEqual({
    ok: false,
    error: "ILLEGAL_PARTNER",
  });
  expect(verifyMapiRequest(new Map(received).set("sign_type", "DSA"), findKeys)).toEqual({ ok: false, error: "ILLEGAL_SIGN_TYPE" });
});
