import { expect, test } from "vitest";
import { MAX_QUANTITY, quantityLimit, stockHint } from "./product";

test("a shopper is told of the last few, and that there are none", () => {
  expect(stockHint(2)).toBe("仅剩 2 件");
  expect(stockHint(0)).toBe("已售罄");
});

test("a shopper is not bothered with numbers while there is plenty", () => {
  expect(stockHint(6)).toBe("");
});

test("a shopper takes what there is, and never a hundred", () => {
  expect(quantityLimit(3)).toBe(3);
  expect(quantityLimit(500)).toBe(MAX_QUANTITY);
  expect(quantityLimit(0)).toBe(0);
});
