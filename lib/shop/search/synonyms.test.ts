import { expect, test } from "vitest";
import { BUILT_IN, kinOf, namesOf, readSynonyms } from "./synonyms";

const same = (word: string) => word.trim();
const groups = readSynonyms(["杯子=马克杯=保温杯", "笔=铅笔＝钢笔", "番茄", "", "= ="], same);

test("the first word of a line stands for all of it, any other for the first one", () => {
  expect(namesOf("杯子", groups)).toEqual(["杯子", "马克杯", "保温杯"]);
  expect(namesOf("马克杯", groups)).toEqual(["马克杯", "杯子"]);
  expect(kinOf("马克杯", groups)).toEqual(["马克杯", "杯子", "保温杯"]);
});

test("a shopper who wants a pencil is not shown all that has a pen in its name", () => {
  expect(namesOf("铅笔", groups)).toEqual(["铅笔"]);
  expect(namesOf("笔", groups)).toEqual(["笔", "铅笔", "钢笔"]);
});

test("a line with less than two words says nothing", () => {
  expect(groups).toHaveLength(2);
});

test("the words that come with the shop are lines of words, and none says the same word twice", () => {
  for (const line of BUILT_IN) {
    const words = line.split("=");
    expect(words.length, line).toBeGreaterThan(1);
    expect(new Set(words).size, line).toBe(words.length);
    for (const word of words) expect(word, line).toMatch(/^\S{1,20}$/u);
  }
});
