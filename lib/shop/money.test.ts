import fc from "fast-check";
import { expect, test } from "vitest";
import { formatFen, parseYuan, splitFen } from "./money";

test("a shopper reads prices with two decimals, always", () => {
  expect([1980, 2000, 5, 0, 999_999_999].map(formatFen)).toEqual(["¥19.80", "¥20.00", "¥0.05", "¥0.00", "¥9999999.99"]);
  expect(formatFen(-150)).toBe("-¥1.50");
});

test("a price that is not a whole number of fen is a mistake in the code", () => {
  expect(() => splitFen(19.8)).toThrow(RangeError);
  expect(() => splitFen(Number.NaN)).toThrow(RangeError);
});

test("what the owner types comes back as typed, for every amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (fen) => parseYuan(formatFen(fen).slice(1)) === fen),
    { numRuns: 20_000 },
  );
});

test("the owner may leave out decimals", () => {
  expect(["19", "19.8", " 19.80 ", "0.01"].map(parseYuan)).toEqual([1900, 1980, 1980, 1]);
});

test.each(["", "-1", "+1", "1e2", "1.234", "1,000", "１９", ".5", "5.", "0x10", "NaN", "99999999"])(
  "the owner's %j is no price",
  (text) => {
    expect(parseYuan(text)).toBeNull();
  },
);

test("a cart's sum is the sum of its fen, whatever the prices: 19.99 × 100 and 0.1 + 0.2 among them", () => {
  expect(formatFen(1999 * 100)).toBe("¥1999.00");
  expect(formatFen(10 + 20)).toBe("¥0.30");
  fc.assert(
    fc.property(
      fc.array(fc.record({ priceFen: fc.integer({ min: 1, max: 1_000_000 }), quantity: fc.integer({ min: 1, max: 99 }) })),
      (lines) => {
        const sumFen = lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
        const exact = lines.reduce((sum, line) => sum + BigInt(line.priceFen) * BigInt(line.quantity), 0n);
        return BigInt(sumFen) === exact;
      },
    ),
    { numRuns: 100_000 },
  );
});
