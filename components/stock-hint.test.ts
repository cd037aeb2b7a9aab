import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { stockHint } from "./stock-hint";
import { stockWords } from "./text";

test("a shopper is told of the last few, and that there are none", () => {
  expect(stockHint(stockWords, 2)).toBe("仅剩 2 件");
  expect(stockHint(stockWords, 0)).toBe("已售罄");
  inLanguage("en", () => expect(stockHint(stockWords, 2)).toBe("Only 2 left"));
});

test("a shopper is not bothered with numbers while there is plenty", () => {
  expect(stockHint(stockWords, 6)).toBe("");
});
