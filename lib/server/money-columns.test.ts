import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { withNumbers } from "./money-columns";

describe("a sum of money from the database", () => {
  test("is a number wherever it stands in an answer, and ids stay what they are", () => {
    const at = new Date();
    const answer = [{ id: 7n, amountFen: 1980n, at, _sum: { totalFen: 5n }, payments: [{ id: 8n, refundedFen: 0n, noteFen: null }] }];
    expect(withNumbers(answer)).toEqual([
      { id: 7n, amountFen: 1980, at, _sum: { totalFen: 5 }, payments: [{ id: 8n, refundedFen: 0, noteFen: null }] },
    ]);
    expect(withNumbers(null)).toBeNull();
  });

  test("that a number cannot hold exactly is refused, never rounded", () => {
    expect(() => withNumbers({ amountFen: 2n ** 53n })).toThrow(RangeError);
    expect(withNumbers({ amountFen: 2n ** 53n - 1n })).toEqual({ amountFen: Number.MAX_SAFE_INTEGER });
  });

  test("is one type in every table", () => {
    const columns = [...readFileSync("prisma/schema.prisma", "utf8").matchAll(/^\s+(\w+Fen)\s+(\w+)/gm)];
    expect(columns.length).toBeGreaterThan(15);
    expect(columns.filter(([, , type]) => type !== "BigInt").map(([, name]) => name)).toEqual([]);
  });
});
