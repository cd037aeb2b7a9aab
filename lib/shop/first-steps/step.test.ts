import { describe, expect, test } from "vitest";
import { isEnough, isGood, type KeptFinding } from "./step";

const taken: KeptFinding = { mark: "ok", finding: { code: "taken", door: "questions" } };
const refused: KeptFinding = { mark: "no", finding: { code: "refused", door: "payments", said: "0002", cause: "own_key" } };

describe("a contract that was checked", () => {
  test("is good when the gateway took it, though nobody from outside can reach the shop yet", () => {
    expect(isGood([taken, { mark: "no", finding: { code: "shop_private", url: "http://127.0.0.1:3000" } }])).toBe(true);
    expect(isGood([taken, { ...refused, isPrevious: true }])).toBe(true);
  });

  test("is not good when it was refused, when the clock is off, or when nobody answered", () => {
    expect(isGood([taken, refused])).toBe(false);
    expect(isGood([taken, { mark: "no", finding: { code: "clock", seconds: 900 } }])).toBe(false);
    expect(isGood([{ mark: "note", finding: { code: "no_answer", door: "questions" } }])).toBe(false);
    expect(isGood([{ ...taken, isPrevious: true }])).toBe(false);
    expect(isGood([])).toBe(false);
  });
});

test("a shop opens without a logo and without having been looked at on a phone, and without nothing else", () => {
  expect(isEnough({ missing: [] })).toBe(true);
  expect(isEnough({ missing: ["logo", "preview"] })).toBe(true);
  expect(isEnough({ missing: ["logo", "name"] })).toBe(false);
});
