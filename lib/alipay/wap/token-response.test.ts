import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newContract, PARTNER } from "../fixtures/contract";
import { encodeForm, parseForm } from "../form";
import { type SecId, seal, signSorted, unseal } from "./signing/security";
import { buildTokenError, buildTokenResponse, parseTokenResponse } from "./token-response";

const contracts = { MD5: newContract("MD5"), "0001": newContract("0001") };
const echo = { partner: PARTNER, reqId: "r1", secId: "MD5", service: "alipay.wap.trade.create.direct", v: "2.0" };
const TOKEN = "20100830e8085e3e0868a466b822350ede5886e8";

function ask(secId: SecId) {
  return { partner: PARTNER, reqId: "r1", keys: contracts[secId].merchant };
}

function answerOf(secId: SecId): Map<string, string> {
  const form = parseForm(buildTokenResponse(echo, TOKEN, contracts[secId].gateway));
  return form.ok ? form.params : new Map();
}

describe.each(["MD5", "0001"] as const)("an answer signed with %s", (secId) => {
  test("hands out its token, whatever the token looks like", () => {
    return fc.assert(
      fc.asyncProperty(fc.constantFrom(TOKEN, "UTP5b94db4a3e6d4029889e15ec059f4688$00", "a+b/c==&d=<e>%25", "令牌🍵"), async (token) => {
        const body = buildTokenResponse(echo, token, contracts[secId].gateway);
        expect(await parseTokenResponse(body, ask(secId))).toEqual({ kind: "token", requestToken: token });
        expect(await parseTokenResponse(`\n${body}`, ask(secId))).toEqual({ kind: "token", requestToken: token });
      }),
    );
  });

  test.each([
    ["another partner", "partner", "2088000000000000"],
    ["another request", "req_id", "r2"],
    ["another service", "service", "alipay.wap.auth.authAndExecute"],
    ["another version", "v", "1.0"],
    ["another algorithm", "sec_id", "none"],
    ["another sign", "sign", "0".repeat(32)],
    ["no sign", "sign", ""],
    ["another text", "res_data", "<direct_trade_create_res><request_token>evil</request_token></direct_trade_create_res>"],
  ])("but with %s is unknown", async (_, name, value) => {
    expect((await parseTokenResponse(encodeForm(answerOf(secId).set(name, value)), ask(secId))).kind).toBe("unknown");
  });

  test("but without one of its fields, or with one more that is not signed, is unknown", async () => {
    for (const name of answerOf(secId).keys()) {
      const answer = answerOf(secId);
      answer.delete(name);
      expect((await parseTokenResponse(encodeForm(answer), ask(secId))).kind, name).toBe("unknown");
    }
    expect((await parseTokenResponse(encodeForm(answerOf(secId).set("extra", "1")), ask(secId))).kind).toBe("unknown");
  });

  test("also with a field that we do not know, when that is signed too", async () => {
    const { merchant, gateway } = contracts[secId];
    const answer = answerOf(secId);
    const plain = unseal(answer.get("res_data") ?? "", merchant);
    const resData = plain.ok ? plain.text : "";
    const fields = new Map([...answer.set("res_data", resData).set("_input_charset", "utf-8")].filter(([name]) => name !== "sign"));
    const signed = new Map(signSorted([...fields], gateway)).set("res_data", seal(resData, gateway));
    expect(await parseTokenResponse(encodeForm(signed), ask(secId))).toEqual({ kind: "token", requestToken: TOKEN });
  });

  test("but with a field twice is unknown", async () => {
    const body = encodeForm(answerOf(secId));
    expect((await parseTokenResponse(`${body}&partner=${PARTNER}`, ask(secId))).kind).toBe("unknown");
  });

  test("but with any one byte changed is unknown, or says the same", () => {
    const body = buildTokenResponse(echo, TOKEN, contracts[secId].gateway);
    return fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 33, max: 126 }), async (at, code) => {
        const changed = body.slice(0, at) + String.fromCharCode(code) + body.slice(at + 1);
        const answer = await parseTokenResponse(changed, ask(secId));
        expect(answer.kind === "unknown" || (answer.kind === "token" && answer.requestToken === TOKEN)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test("a signed answer without a token is unknown", async () => {
  const { gateway } = contracts.MD5;
  for (const resData of [
    "<direct_trade_create_res/>",
    "<err/>",
    "no XML",
    "<direct_trade_create_res><request_token/></direct_trade_create_res>",
  ]) {
    const answer = answerOf("MD5").set("res_data", resData);
    answer.delete("sign");
    expect((await parseTokenResponse(encodeForm(signSorted([...answer], gateway)), ask("MD5"))).kind).toBe("unknown");
  }
});

test("with RSA the text is decrypted before it is verified: a signature over the cipher is none", async () => {
  const { gateway } = contracts["0001"];
  const answer = answerOf("0001").set(
    "res_data",
    seal("<direct_trade_create_res><request_token>t</request_token></direct_trade_create_res>", gateway),
  );
  answer.delete("sign");
  expect((await parseTokenResponse(encodeForm(signSorted([...answer], gateway)), ask("0001"))).kind).toBe("unknown");
});

describe("a refusal, which the gateway does not sign", () => {
  test("tells its code and its words", async () => {
    expect(await parseTokenResponse(buildTokenError(echo, "0002", "签名错误"), ask("MD5"))).toEqual({
      kind: "refused",
      code: "0002",
      detail: "SIGN_ILLEGAL: 签名错误",
      refusal: { kind: "refused", code: "0002", evidence: "" },
    });
  });

  test("for the gateway's own fault leaves the outcome unknown", async () => {
    expect(await parseTokenResponse(buildTokenError(echo, "0000", "系统异常"), ask("MD5"))).toMatchObject({ kind: "unknown" });
  });

  test("to another request, or without a code, is unknown", async () => {
    expect((await parseTokenResponse(buildTokenError({ ...echo, reqId: "r2" }, "0002", ""), ask("MD5"))).kind).toBe("unknown");
    expect((await parseTokenResponse(encodeForm([["res_error", "<err/>"]]), ask("MD5"))).kind).toBe("unknown");
    expect((await parseTokenResponse(encodeForm([["res_error", "oops"]]), ask("MD5"))).kind).toBe("unknown");
  });

  test("of a request that lacked a parameter may lack it too", async () => {
    expect((await parseTokenResponse(buildTokenError({ ...echo, secId: "", v: "" }, "0001", ""), ask("MD5"))).kind).toBe("refused");
  });
});

test("anything else than an answer is unknown", async () => {
  for (const body of ["", "\n", "<html>502</html>", "success", "{}", "a=%", `res_data=${"x".repeat(70_000)}`])
    expect((await parseTokenResponse(body, ask("MD5"))).kind, body.slice(0, 20)).toBe("unknown");
});

test("an answer that finds no room to be decrypted is unknown, and says nothing of the contract", async () => {
  const body = buildTokenResponse(echo, TOKEN, contracts["0001"].gateway);
  expect(await parseTokenResponse(body, ask("0001"), async () => "busy")).toEqual({
    kind: "unknown",
    detail: "res_data was not decrypted, for want of room or time",
  });
});
