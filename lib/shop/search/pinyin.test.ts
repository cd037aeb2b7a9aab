import { expect, test } from "vitest";
import { pinyinPattern, toPinyin } from "./pinyin";

const finds = (typed: string, written: string) => {
  const pattern = pinyinPattern(typed);
  return pattern !== null && new RegExp(pattern).test(toPinyin(written));
};

test.each(["longjing", "LongJing", "lj", "mqlj", "mingqian", "long", "mingqianlongjing"])(
  "a shopper who types %s finds 明前龙井",
  (typed) => {
    expect(finds(typed, "明前龙井 50g")).toBe(true);
  },
);

test.each(["cha", "an", "onlj", "long jing", "ongj", "l", "jl", "mj", "a".repeat(41), "l.*", "龙井", ""])(
  "a shopper who types %s does not",
  (typed) => {
    expect(finds(typed, "明前龙井")).toBe(false);
  },
);

test("words are read as people read them, and 绿 with a v", () => {
  expect(toPinyin("重庆绿茶HB\n长城")).toBe("chong qing lv cha\nchang cheng");
  expect(finds("lvcha", "绿茶") && finds("lücha", "绿茶")).toBe(true);
});
