import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { freightText } from "./freight-text";
import { toFreeInWords } from "./to-free-in-words";

test("a shopper reads whether any goods count towards free freight, or only goods alike", () => {
  expect(toFreeInWords(freightText, { anyFen: 1200, alikeFen: null })).toBe("再买 ¥12 包邮");
  expect(toFreeInWords(freightText, { anyFen: null, alikeFen: 1200 })).toBe("再买 ¥12 同类商品包邮");
  expect(toFreeInWords(freightText, { anyFen: 5050, alikeFen: 1200 })).toBe("再买 ¥12 同类商品，或 ¥50.50 任意商品，即包邮");
  const english = inLanguage("en", () => toFreeInWords(freightText, { anyFen: 1200, alikeFen: null }));
  expect(english).toBe("¥12 more for free shipping");
  const both = inLanguage("en", () => toFreeInWords(freightText, { anyFen: 5000, alikeFen: 1200 }));
  expect(both).toBe("¥12 more of similar goods, or ¥50 more of anything, for free shipping");
});
