import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount, parseAmount } from "./amount";

test("every amount that can be paid is the same after the wire", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000_000 }), (fen) => parseAmount(formatAmount(fen)) === fen),
    { numRuns: 100_000, examples: [[1], [10], [99], [100], [1_999], [10_000_000_000]] },
  );
});

test("every amount up to a hundred yuan is written with two decimals", () => {
  for (let fen = 1; fen <= 10_000; fen++) expect(formatAmount(fen)).toBe((fen / 100).toFixed(2));
});

test("sums that floating point gets wrong are right", () => {
  expect(parseAmount("0.30")).toBe(30);
  expect(parseAmount("19.99")).toBe(1_999);
  expect(parseAmount("1.15")).toBe(115);
  expect(parseAmount("100000000.00")).toBe(10_000_000_000);
});

describe("an amount that can mean only one sum is accepted", () => {
  test.each([
    ["100.00", 10_000],
    ["100.0", 10_000],
    ["100", 10_000],
    ["0.1", 10],
  ])("%s", (text, fen) => {
    expect(parseAmount(text)).toBe(fen);
  });
});

describe("anything else is not an amount", () => {
  test.each([
    ...["", " ", ".", "0", "0.0", "0.00", "-0.01", "-1", "+100.00", " 100.00", "100.00 ", "100.00\n", "1e2", "1E2", "0x64"],
    ...["100.000", "100.001", "100.", ".50", "00.50", "0100.00", "1,000.00", "1_000", "１００.００", "100．00", "٣", "NaN", "Infinity"],
    ...["100000000.01", "100000001", "999999999.99", "1000000000.00", "99999999999999999999", "100.00&total_amount=0.01", "null", "¥1"],
  ])("%j", (text) => {
    expect(parseAmount(text)).toBeNull();
  });

  test.each([0, -1, 0.5, 1.000001, Number.NaN, Number.POSITIVE_INFINITY, 10_000_000_001, 2 ** 53])("%s fen cannot be written", (fen) => {
    expect(() => formatAmount(fen)).toThrow(RangeError);
  });
});
