import { expect, test } from "vitest";
import type { WantedLine } from "@/lib/shop/cart/cart";
import { encodeItems, parseBuy, parseItems, quoteShipping, quoteTotalFen } from "./quote";

const line = (variantId: number, quantity: number, priceFen: number): WantedLine => ({
  variantId,
  productId: 1,
  categoryId: 1,
  productSlug: "long-jing",
  title: "明前龙井",
  variantName: "250g",
  image: "",
  priceFen,
  available: 10,
  quantity,
  wantedQuantity: quantity < 3 ? 3 : null,
  onSale: true,
  grams: 0,
  freight: { kind: "free" },
});

test("what a shopper was shown comes back as it was sent", () => {
  const lines = [line(12, 2, 9800), line(7, 0, 500), line(15, 1, 1)];
  expect(encodeItems(lines)).toBe("12x2:9800,15x1:1");
  expect(parseItems(encodeItems(lines))).toEqual([
    { variantId: 12, quantity: 2, expectedPriceFen: 9800 },
    { variantId: 15, quantity: 1, expectedPriceFen: 1 },
  ]);
  expect(quoteTotalFen(lines)).toBe(19601);
  expect(parseItems("")).toEqual([]);
});

test("the freight is known when a province is, or when there is none to pay anywhere", () => {
  const book = { templates: [], wholeOrderFree: null };
  const fixed: WantedLine = { ...line(7, 1, 500), freight: { kind: "fixed", feeFen: 800 } };
  expect(quoteShipping(book, [line(12, 2, 9800)], null).shippingFen).toBe(0);
  expect(quoteShipping(book, [fixed], null).shippingFen).toBeNull();
  expect(quoteShipping(book, [fixed], "浙江省").shippingFen).toBe(800);
  expect(quoteShipping(book, [{ ...fixed, quantity: 0 }], "浙江省").shippingFen).toBe(0);
});

test.each(["12x0:5", "12x2", "12x-2:5", "12x2:5,", "x", "12x2:5.5", "12x100:5", " 12x2:5", Array(101).fill("1x1:1").join(",")])(
  "a visitor who sends %j as goods is refused",
  (text) => {
    expect(parseItems(text)).toBeNull();
  },
);

test("a shopper who buys at once names one variant and how many", () => {
  expect(parseBuy("12x2")).toEqual({ variantId: 12, quantity: 2 });
  for (const text of [undefined, "", "12", "12x0", "12x100", "ax1", "12x2:1", ["12x1", "13x1"]]) expect(parseBuy(text)).toBeNull();
});
