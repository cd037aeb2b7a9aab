import { expect, test } from "vitest";
import { chipState, choicesOf, choose, firstChoice, matching } from "./choices";
import type { OptionView, VariantView } from "./product";

const value = (id: number, name: string) => ({ id, name, image: "" });
const colours: OptionView = { id: 1, name: "颜色", values: [value(1, "红"), value(2, "蓝")] };
const sizes: OptionView = { id: 2, name: "尺码", values: [value(3, "M"), value(4, "L")] };
const variant = (id: number, valueIds: number[], available = 5): VariantView => ({
  ...{ id, name: `v${id}`, priceFen: 100 * id, listPriceFen: null, grams: 0, available, valueIds },
});
/** Red comes in M and L, L sold out; blue in M only. */
const variants = [variant(1, [1, 3]), variant(2, [1, 4], 0), variant(3, [2, 3])];

test("a shopper sees only colours that some variant has", () => {
  expect(choicesOf([colours, sizes], [variant(1, [1, 3]), variant(2, [1, 4])]).options[0]?.values).toEqual([value(1, "红")]);
});

test("a product with a single variant asks nothing", () => {
  expect(choicesOf([], [variant(1, [])]).options).toEqual([]);
});

test("variants that were made without values are chosen by their names", () => {
  const made = choicesOf([], [variant(7, []), variant(8, [])]);
  expect(made.options).toEqual([{ id: 0, name: "规格", values: [value(7, "v7"), value(8, "v8")] }]);
  expect(matching(made.variants, [8]).map(({ id }) => id)).toEqual([8]);
});

test("who has chosen red is told that L is sold out, and who has chosen blue that there is no L", () => {
  expect(chipState(variants, [1, null], 1, 4)).toBe("sold_out");
  expect(chipState(variants, [2, null], 1, 4)).toBe("none");
  expect(chipState(variants, [null, null], 1, 4)).toBe("sold_out");
  expect(chipState(variants, [2, null], 1, 3)).toBe("free");
});

test("who taps blue while red M is chosen keeps M; who taps L gives up what cannot be had with it", () => {
  expect(choose(variants, [1, 3], 0, 2)).toEqual([2, 3]);
  expect(choose(variants, [2, 3], 1, 4)).toEqual([null, 4]);
});

test("of one option the first that can be bought is chosen at once; of two the shopper chooses", () => {
  expect(firstChoice([colours], [variant(1, [1], 0), variant(2, [2])])).toEqual([2]);
  expect(firstChoice([colours, sizes], variants)).toEqual([null, null]);
  expect(firstChoice([{ ...colours, values: [value(1, "红")] }, sizes], variants)).toEqual([1, null]);
});
