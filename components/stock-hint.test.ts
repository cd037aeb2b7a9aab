import { expect, test } from "vitest";
import { stockHint } from "./stock-hint";

test("a shopper is told of the last few, and that there are none", () => {
  expect(stockHint(2)).toBe("仅剩 2 件");
  expect(stockHint(0)).toBe("已售罄");
});

test("a shopper is not bothered with numbers while there is plenty", () => {
  expect(stockHint(6)).toBe("");
});
