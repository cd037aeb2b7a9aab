import { expect, test } from "vitest";
import { BUILT_IN } from "@/lib/shop/search/synonyms";
import { synonyms } from "./synonym-fields";

test("an owner separates words by whatever is at hand, and empty lines are none", () => {
  expect(synonyms.parse({ lines: "杯子＝马克杯= 水杯 =杯子\r\n\r\n橙子、脐橙\n" })).toEqual({ lines: ["杯子=马克杯=水杯", "橙子=脐橙"] });
  expect(synonyms.parse({ lines: "" })).toEqual({ lines: [] });
});

test("an owner may save the words that come with the shop as they are", () => {
  expect(synonyms.parse({ lines: BUILT_IN.join("\n") })).toEqual({ lines: BUILT_IN });
});

test.each([
  "杯子",
  "杯子=杯子",
  `杯子=${"长".repeat(21)}`,
  Array.from({ length: 21 }, (_, n) => `词${n}`).join("="),
  "一=二\n".repeat(301),
])("an owner is told what is wrong with %s", (lines) => {
  const { success, error } = synonyms.safeParse({ lines });
  expect(success).toBe(false);
  expect(error?.issues[0]?.message).toMatch(/\p{Script=Han}/u);
});
