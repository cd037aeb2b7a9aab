import { expect, test } from "vitest";
import { averageOrderFen, NO_FIGURES, netFen, paidPercent, totalOf } from "./figures";

test("an owner whose day gave back more than it took reads a net below zero", () => {
  expect(netFen({ paidFen: 1980, refundedFen: 2500 })).toBe(-520);
});

test("an average order is what orders were paid with: held money and refunds are not in it, and without orders there is none", () => {
  const day = { ...NO_FIGURES, payments: 3, paidFen: 5961, held: 1, heldFen: 1000, refunds: 1, refundedFen: 4961 };
  expect(averageOrderFen(day)).toBe(2481); // 4961 / 2, rounded
  expect(averageOrderFen({ ...NO_FIGURES, payments: 1, paidFen: 700, held: 1, heldFen: 700 })).toBeNull();
});

test("of three orders with one paid a third is, and of none nothing is said", () => {
  expect(paidPercent({ placed: 3, placedAndPaid: 1 })).toBe(33.3);
  expect(paidPercent({ placed: 8, placedAndPaid: 8 })).toBe(100);
  expect(paidPercent({ placed: 0, placedAndPaid: 0 })).toBeNull();
});

test("the days together are their sums, and no days are nothing", () => {
  const one = { ...NO_FIGURES, payments: 2, paidFen: 300, placed: 4 };
  expect(totalOf([one, { ...one, refunds: 1, refundedFen: 50 }])).toEqual({
    ...NO_FIGURES,
    payments: 4,
    paidFen: 600,
    placed: 8,
    refunds: 1,
    refundedFen: 50,
  });
  expect(totalOf([])).toEqual(NO_FIGURES);
});
