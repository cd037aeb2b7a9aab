import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { markOwners } from "./mark-owners";

const read = (sentence: string) => inLanguage("en", () => renderToStaticMarkup(markOwners(sentence).said));

test("a screen reader reads each title in an English sentence as Chinese, and nothing else", () => {
  expect(read("“龙井茶 红 / 大”, “茶杯” can’t be shipped to Tibet")).toBe(
    '“<span lang="zh-CN">龙井茶 红 / 大</span>”, “<span lang="zh-CN">茶杯</span>” can’t be shipped to Tibet',
  );
  expect(read("The shop is taking a break: 回家过年，初八见. Nothing was ordered")).toBe(
    'The shop is taking a break: <span lang="zh-CN">回家过年，初八见</span>. Nothing was ordered',
  );
});

test("a sentence without any, and one on a Chinese page, stay as they are", () => {
  expect(inLanguage("en", () => markOwners("Please choose a quantity"))).toEqual({});
  expect(markOwners("“龙井茶”每单限购 2 件")).toEqual({});
});
