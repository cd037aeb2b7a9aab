import { expect, test } from "vitest";
import { saleWarnings } from "./sale-warnings";

const variant = (over: Partial<{ active: boolean; stock: number; priceFen: number }> = {}) => ({
  active: true,
  stock: 5,
  priceFen: 1980,
  ...over,
});

test("an owner who has thought of everything is not bothered", () => {
  expect(saleWarnings({ images: ["a"], variants: [variant(), variant({ stock: 0, priceFen: 9800 })] })).toEqual([]);
});

test("an owner hears of a missing picture, of empty shelves and of a price that is left from a trial", () => {
  expect(saleWarnings({ images: [], variants: [variant({ stock: 0, priceFen: 1 })] })).toEqual(["no_picture", "no_stock", "tiny_price"]);
});

test("an owner hears of a slipped decimal point", () => {
  expect(saleWarnings({ images: ["a"], variants: [variant({ priceFen: 1980 }), variant({ priceFen: 198_000 })] })).toEqual([
    "prices_apart",
  ]);
});

test("variants that are not sold are no reason to warn", () => {
  expect(saleWarnings({ images: ["a"], variants: [variant(), variant({ active: false, stock: 0, priceFen: 1 })] })).toEqual([]);
  expect(saleWarnings({ images: ["a"], variants: [] })).toEqual([]);
});
