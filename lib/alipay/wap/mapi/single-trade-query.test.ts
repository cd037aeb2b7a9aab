import { describe, expect, test } from "vitest";
import { newContract, paidTrade } from "../../fixtures/contract";
import type { TradeRecord } from "../trade/trade-record";
import { buildMapiFailure, buildMapiSuccess } from "./answer";
import { buildTradeAnswer, buildTradeQuery, parseTradeAnswer } from "./single-trade-query";

const CONTRACTS = { MD5: newContract("MD5"), "0001": newContract("0001") };
const QUERIES = {
  MD5: await buildTradeQuery(CONTRACTS.MD5.config, "X20261122A7"),
  "0001": await buildTradeQuery(CONTRACTS["0001"].config, "X20261122A7"),
};

describe.each(["MD5", "0001"] as const)("the shop asks for a trade, signed with %s", (secId) => {
  const { gateway, merchant } = CONTRACTS[secId];
  const query = QUERIES[secId];
  const answer = (changes: Partial<TradeRecord> = {}) => buildTradeAnswer(paidTrade(changes), query, gateway);
  const kind = (text: string) => parseTradeAnswer(text, "X20261122A7", merchant).kind;

  test("and learns that it is paid, how much, to whom and when", () => {
    expect(parseTradeAnswer(answer(), "X20261122A7", merchant)).toMatchObject({
      kind: "trade",
      trade: {
        status: "TRADE_SUCCESS",
        totalFen: 10_000,
        sellerId: "2088101000137799",
        paidAt: new Date("2026-11-22T06:49:27Z"),
        refund: null,
      },
    });
  });

  test("and learns that it waits, or was closed, or was refunded", () => {
    expect(parseTradeAnswer(answer({ status: "WAIT_BUYER_PAY", paidAt: null }), "X20261122A7", merchant)).toMatchObject({
      trade: { status: "WAIT_BUYER_PAY", paidAt: null },
    });
    const at = new Date("2026-11-23T01:00:00Z");
    const refunded = answer({ status: "TRADE_CLOSED", closedAt: at, refund: { status: "REFUND_SUCCESS", feeFen: 10_000, at } });
    expect(parseTradeAnswer(refunded, "X20261122A7", merchant)).toMatchObject({
      trade: { status: "TRADE_CLOSED", refund: { status: "REFUND_SUCCESS", feeFen: 10_000, at } },
    });
  });

  test("and goods with an ampersand in their name are no obstacle", () => {
    expect(kind(answer({ subject: "茶 & 果 <礼> = 好" }))).toBe("trade");
  });

  test("and an answer that is unsigned, or wrongly signed, never means paid", () => {
    const genuine = answer();
    expect(kind(genuine)).toBe("trade");
    expect(kind(genuine.replace(/<sign>.*<\/sign>/, ""))).toBe("unknown");
    expect(kind(genuine.replace(/<sign>.*<\/sign>/, "<sign/>"))).toBe("unknown");
    expect(kind(genuine.replace(/<sign>./, "<sign>!"))).toBe("unknown");
    expect(kind(genuine.replace("<total_fee>100.00<", "<total_fee>1.00<"))).toBe("unknown");
    expect(kind(answer({ status: "WAIT_BUYER_PAY" }).replace("WAIT_BUYER_PAY", "TRADE_SUCCESS"))).toBe("unknown");
    expect(kind(genuine.replace("</trade>", "<extra>1</extra></trade>"))).toBe("unknown");
    expect(kind(genuine.replace("</trade>", "<total_fee>0.01</total_fee></trade>"))).toBe("unknown");
    expect(kind(genuine.replace("</trade>", "</trade><trade/>"))).toBe("unknown");
  });

  test("and an answer whose values were cut elsewhere, though its signed string is the same, is unknown", () => {
    const moved = answer()
      .replace(/<use_coupon>F<\/use_coupon>/, "")
      .replace("<trade_status>TRADE_SUCCESS<", "<trade_status>TRADE_SUCCESS&amp;use_coupon=F<");
    expect(kind(moved)).toBe("unknown");
  });

  test("and a genuine answer about another trade is unknown", () => {
    expect(kind(answer({ outTradeNo: "X9" }))).toBe("unknown");
  });

  test("and an answer that names another algorithm is unknown", () => {
    expect(kind(answer().replace(/<sign_type>.*<\/sign_type>/, "<sign_type>DSA</sign_type>"))).toBe("unknown");
    expect(kind(answer().replace(/<sign_type>.*<\/sign_type>/, ""))).toBe("trade");
  });

  test("and a trade that lacks its seller, or whose amount is none, is unknown", () => {
    expect(kind(answer({ sellerId: "" }))).toBe("unknown");
    expect(kind(answer({ status: "" }))).toBe("unknown");
  });
});

test("a missing trade is not confused with any other refusal", () => {
  const { merchant } = newContract("MD5");
  expect(parseTradeAnswer(buildMapiFailure("TRADE_NOT_EXIST"), "X1", merchant)).toEqual({ kind: "not_exist" });
  expect(parseTradeAnswer(buildMapiFailure("ILLEGAL_PARTNER"), "X1", merchant)).toEqual({
    ...{ kind: "unknown", detail: "ILLEGAL_PARTNER" },
    refusal: { kind: "refused", code: "ILLEGAL_PARTNER", evidence: "" },
  });
  expect(parseTradeAnswer(buildMapiFailure("SYSTEM_ERROR"), "X1", merchant)).toEqual({ kind: "unknown", detail: "SYSTEM_ERROR" });
});

test("anything else than an answer is unknown", () => {
  const { merchant } = newContract("MD5");
  const wrong = [
    "",
    "<html/>",
    "TRADE_NOT_EXIST",
    buildMapiSuccess(),
    "<alipay><is_success>F</is_success></alipay>",
    "<alipay><is_success>P</is_success></alipay>",
  ];
  for (const text of [...wrong, "<alipay><is_success>F</is_success><is_success>T</is_success><error>TRADE_NOT_EXIST</error></alipay>"])
    expect(parseTradeAnswer(text, "X1", merchant).kind, text).toBe("unknown");
});
