import { expect, test } from "vitest";
import { breakLines, printable } from "./break-lines";

/** A Chinese letter is as wide as two others. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2000 ? 1 : 2), 0);
const inLines = (text: string, width: number, most = 9) => breakLines(text, widthOf, { width, most });

/** What a typeface of these letters has. */
const having = (letters: string) => (codePoint: number) => letters.includes(String.fromCodePoint(codePoint));
const ANY = (codePoint: number) => codePoint < 0x10000;

test("a name that fits stands on one line, and no name on none", () => {
  expect(inLines("明前龙井", 8)).toEqual(["明前龙井"]);
  expect(inLines("", 8)).toEqual([]);
});

test("a long name is cut where its lines end, with dots that still fit", () => {
  const lines = inLines("西湖龙井明前特级礼盒装两罐送礼佳品", 12, 2);
  expect(lines).toEqual(["西湖龙井明前", "特级礼盒装…"]);
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(12);
});

test("a word and a number stay whole, and one that is wider than a line is broken all the same", () => {
  expect(inLines("春茶 Premium 250g", 12)).toEqual(["春茶 Premium", "250g"]);
  expect(inLines("净重1000g", 8)).toEqual(["净重", "1000g"]);
  expect(inLines("Pneumonoultramicroscopic茶", 10)).toEqual(["Pneumonoul", "tramicrosc", "opic茶"]);
});

test("no line begins with what closes, nor ends with what opens", () => {
  expect(inLines("一二三四，五六", 8)).toEqual(["一二三", "四，五六"]);
  expect(inLines("一二三（四五）", 8)).toEqual(["一二三", "（四五）"]);
});

test("two hundred letters, brackets alone and spaces alone come to an end", () => {
  expect(inLines("长".repeat(200), 10, 2)).toEqual(["长长长长长", "长长长长…"]);
  expect(inLines("（".repeat(50), 10, 2)).toHaveLength(2);
  expect(inLines("，".repeat(50), 10, 2)).toHaveLength(2);
  expect(inLines("   ", 10)).toEqual([]);
});

test("of a name with emoji, marks of direction and line breaks the words are left", () => {
  expect(printable("【新茶】🍵🔥 龙井\u202E\n  礼盒👨‍👩‍👧 1️⃣号\u0000", having("【】新茶龙井礼盒号1 "))).toBe("【新茶】 龙井 礼盒 1号");
  expect(printable("🍵🔥", having(""))).toBe("");
});

test("what would break a document is a letter like others", () => {
  expect(printable(`<b>&amp;"x"]]>`, ANY)).toBe(`<b>&amp;"x"]]>`);
});

test("letters that the typeface lacks are written plainly, or marked as missing", () => {
  expect(printable("Ⅱ号 5㎏", having("I号kg5 "))).toBe("II号 5kg");
  expect(printable("赇先生 مرحبا", having("先生 "))).toBe("〓先生 〓");
});

test("a name that was typed with accents of its own is the same as any other", () => {
  expect(printable("Cafe\u0301", having("Café"))).toBe("Café");
});
