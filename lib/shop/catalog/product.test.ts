import { expect, test } from "vitest";
import { MAX_QUANTITY, orderLimit, quantityLimit } from "./product";

test("a shopper takes what there is, and never a hundred", () => {
  expect(quantityLimit(3)).toBe(3);
  expect(quantityLimit(500)).toBe(MAX_QUANTITY);
  expect(quantityLimit(0)).toBe(0);
});

test("a shopper takes no more than the owner allows one order or one buyer, whichever is less", () => {
  expect(quantityLimit(50, 2)).toBe(2);
  expect(quantityLimit(1, 2)).toBe(1);
  expect(orderLimit({ perOrder: 3, perBuyer: 2 })).toBe(2);
  expect(orderLimit({ perOrder: 3, perBuyer: null })).toBe(3);
  expect(orderLimit({ perOrder: null, perBuyer: 5 })).toBe(5);
  expect(orderLimit({ perOrder: null, perBuyer: null })).toBeUndefined();
});
