import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import type { WantedLine } from "@/lib/shop/cart/cart";
import { lineChanges } from "./line-changes";
import { checkoutWords } from "./text";

const words = checkoutWords();

const line: WantedLine = {
  variantId: 1,
  productId: 1,
  categoryId: 1,
  productSlug: "long-jing",
  title: "明前龙井",
  variantName: "250g",
  image: "",
  priceFen: 10_800,
  available: 10,
  quantity: 3,
  wantedQuantity: null,
  onSale: true,
  grams: 0,
  freight: { kind: "free" },
};
const shown = { variantId: 1, quantity: 3, expectedPriceFen: 9_800 };

test("a shopper is told what changed while the form was filled in", () => {
  expect(lineChanges(words, line, undefined)).toEqual([]);
  expect(lineChanges(words, line, { ...shown, expectedPriceFen: 10_800 })).toEqual([]);
  expect(lineChanges(words, line, shown)).toEqual(["价格已由 ¥98.00 变为 ¥108.00"]);
  expect(lineChanges(words, { ...line, quantity: 2, wantedQuantity: 3 }, shown)).toEqual([
    "库存仅剩 2 件，数量已调整",
    "价格已由 ¥98.00 变为 ¥108.00",
  ]);
});

test("a shopper is told which line is not sent to the province that was chosen", () => {
  expect(lineChanges(words, line, undefined, "新疆维吾尔自治区")).toEqual(["不发往新疆"]);
  const english = inLanguage("en", checkoutWords);
  expect(lineChanges(english, line, undefined, "新疆维吾尔自治区")).toEqual(["Can’t be shipped to Xinjiang"]);
});

test("a shopper who wants more than the owner sells to one is told so, and not that the goods run out", () => {
  expect(lineChanges(words, { ...line, limit: 2, quantity: 2, wantedQuantity: 3 }, undefined)).toEqual(["限购 2 件，数量已调整"]);
  expect(lineChanges(words, { ...line, limit: 5, available: 2, quantity: 2, wantedQuantity: 3 }, undefined)).toEqual([
    "库存仅剩 2 件，数量已调整",
  ]);
});

test("a shopper is told only that a line is gone when it is gone", () => {
  expect(lineChanges(words, { ...line, quantity: 0, wantedQuantity: 3 }, shown)).toEqual(["已售罄，本次不购买"]);
  expect(lineChanges(words, { ...line, quantity: 0, wantedQuantity: 3, onSale: false }, shown)).toEqual(["已下架，本次不购买"]);
});
