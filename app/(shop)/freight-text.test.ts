import { expect, test } from "vitest";
import { toFreeInWords } from "./freight-text";

test("a shopper reads whether any goods count towards free freight, or only goods alike", () => {
  expect(toFreeInWords({ anyFen: 1200, alikeFen: null })).toBe("再买 ¥12 包邮");
  expect(toFreeInWords({ anyFen: null, alikeFen: 1200 })).toBe("再买 ¥12 同类商品包邮");
  expect(toFreeInWords({ anyFen: 5050, alikeFen: 1200 })).toBe("再买 ¥12 同类商品，或 ¥50.50 任意商品，即包邮");
});
