import { expect, test } from "vitest";
import { simplify } from "./simplify";

test.each([
  ["龍井", "龙井"],
  ["茶葉禮盒", "茶叶礼盒"],
  ["滑鼠", "鼠标"],
  ["明前龙井 50g", "明前龙井 50g"],
])("a shopper who types %s means %s", (typed, meant) => {
  expect(simplify(typed)).toBe(meant);
});
