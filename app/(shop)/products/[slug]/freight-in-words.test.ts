import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { OVERSEAS } from "@/lib/shop/freight/province";
import { freightInWords } from "./freight-in-words";

const summary = { fromFen: 800, hasMore: true, free: null, excluded: [] };

test("a shopper reads the fee, the sum above which there is none, and where the goods are not sent", () => {
  expect(
    freightInWords({
      ...summary,
      free: { fromFen: 9900, isEverywhere: true, isAlike: false },
      excluded: ["新疆维吾尔自治区", "西藏自治区", ...OVERSEAS],
    }),
  ).toBe("¥8 起 · 满 ¥99 包邮 · 不发新疆、西藏、港澳台");
  const english = inLanguage("en", () => freightInWords({ ...summary, excluded: ["新疆维吾尔自治区", ...OVERSEAS] }));
  expect(english).toBe("from ¥8 · not to Xinjiang, Hong Kong, Macao, Taiwan");
  expect(freightInWords({ ...summary, hasMore: false, free: { fromFen: 9900, isEverywhere: false, isAlike: true } })).toBe(
    "¥8 · 同类商品满 ¥99 包邮（部分地区除外）",
  );
});

test("goods that are free of freight say so, and whether that is everywhere", () => {
  expect(freightInWords({ ...summary, fromFen: 0, hasMore: false })).toBe("包邮");
  expect(freightInWords({ ...summary, fromFen: 0, excluded: ["台湾省"] })).toBe("包邮，部分地区另收运费 · 不发台湾");
});
