import { expect, test } from "vitest";
import { likePattern, partsOf, searchWords } from "./search-words";

test("a shopper may put ideographic spaces between words", () => {
  expect(searchWords("  龙井　礼盒 ")).toEqual(["龙井", "礼盒"]);
});

test("a shopper's full-width letters find plain ones", () => {
  expect(searchWords("５００ｇ")).toEqual(["500g"]);
});

test.each(["龙井。", "《龙井》", "“龙井”", "龙井，", "龙井!", "【龙井】", "\u200B龙井\u202C"])(
  "a shopper who types %s means the word in it",
  (typed) => {
    expect(searchWords(typed)).toEqual(["龙井"]);
  },
);

test("punctuation parts words, and alone it searches for nothing", () => {
  expect(searchWords("龙井（明前）50g")).toEqual(["龙井", "明前", "50g"]);
  expect(searchWords("。")).toEqual([]);
});

test("a shopper who says a word twice searches for it once", () => {
  expect(searchWords("茶 茶")).toEqual(["茶"]);
});

test("a shopper who types nothing, or only a NUL, searches for nothing", () => {
  expect(searchWords("   ")).toEqual([]);
  expect(searchWords("\0")).toEqual([]);
});

test("nobody makes the database chew on a novel", () => {
  expect(searchWords("一 二 三 四 五 六 七")).toHaveLength(5);
  expect(searchWords("茶".repeat(1000))).toEqual(["茶".repeat(50)]);
});

test("a shopper who searches for 100% means a percent sign", () => {
  expect(likePattern("100%_\\")).toBe("100\\%\\_\\\\");
});

test.each([
  ["龙井礼盒", ["龙井", "礼盒"]],
  ["明前龙井50g", ["明前", "龙井", "50g"]],
  ["橙子5斤", ["橙子", "5斤"]],
  ["2b铅笔", ["2b", "铅笔"]],
  ["红茶杯", ["红茶杯"]],
  ["龙井", ["龙井"]],
  ["茶", ["茶"]],
  ["longjing", ["longjing"]],
])("%s is read as %j, and no part is one character that finds goods by chance", (typed, parts) => {
  expect(partsOf(typed)).toEqual(parts);
});
