import { expect, test } from "vitest";
import { MAX_QUANTITY, quantityLimit } from "./product";

test("a shopper takes what there is, and never a hundred", () => {
  expect(quantityLimit(3)).toBe(3);
  expect(quantityLimit(500)).toBe(MAX_QUANTITY);
  expect(quantityLimit(0)).toBe(0);
});
