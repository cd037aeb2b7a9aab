import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dropInvisible, isLongerThan, toCode, toLine, toLines, toPhone } from "./typed-text";

const PHONE = "13800138000";

describe("a shopper's phone number is understood as it was pasted", () => {
  test.each([
    ["from an iPhone's contacts", "\u202D138 0013 8000\u202C"],
    ["with en dashes and the country", "+86 138–0013–8000"],
    ["with dashes that do not break", "138‑0013‑8000"],
    ["with minus signs", "138−0013−8000"],
    ["in full width", "＋８６　１３８－００１３－８０００"],
    ["in brackets", "（+86）138 0013 8000"],
    ["out of a link", "tel:+86-138-0013-8000"],
    ["with dots", "138.0013.8000"],
    ["with nothing to see in between", "138\u200B0013\u20608000\uFEFF"],
    ["with thin blanks", "138\u20060013\u202F8000"],
  ])("%s", (_, typed) => {
    expect(toPhone(typed)).toBe(PHONE);
  });

  const between = fc.constantFrom(
    "",
    " ",
    "-",
    "–",
    "—",
    "‐",
    "‑",
    "‒",
    "―",
    "−",
    "－",
    "﹣",
    "·",
    ".",
    "\u200B",
    "\u202C",
    "\u2066",
    "\u3000",
  );
  const country = fc.constantFrom("", "+86", "86", "0086", "＋86", "(+86)", "\u202D+86 ");

  test("whatever stands between its digits", () => {
    fc.assert(
      fc.property(
        country,
        fc.stringMatching(/^1[3-9]\d{9}$/),
        fc.array(between, { minLength: 12, maxLength: 12 }),
        (prefix, digits, gaps) => {
          const typed = prefix + gaps[0] + Array.from(digits, (digit, index) => digit + gaps[index + 1]).join("");
          expect(toPhone(typed)).toBe(digits);
        },
      ),
    );
  });

  test("and a number that is none stays none", () => {
    for (const typed of ["1380013800", "86138001380001", "+1 138 0013 8000", "010-88886666", "138001380oo"])
      expect(toPhone(typed)).not.toMatch(/^1\d{10}$/);
  });
});

const VISIBLE = [
  "林",
  "晓",
  "𠮷",
  "\u845B\u{E0100}",
  "é",
  "e\u0301",
  "a",
  "Z",
  "7",
  "，",
  "❤️",
  "1️⃣",
  "👍🏽",
  "👨‍👩‍👧",
  "🏳️‍🌈",
  "👩🏽‍💻",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "🇨🇳",
];
const HIDDEN = [
  "\u200B",
  "\u200C",
  "\u200D",
  "\u200E",
  "\u200F",
  "\u202A",
  "\u202D",
  "\u202E",
  "\u2060",
  "\u2066",
  "\u2069",
  "\uFEFF",
  "\u00AD",
  "\u0000",
  "\u0007",
  "\u3164",
  "\u{E0001}",
  "\uD800",
];
const visible = fc.array(fc.constantFrom(...VISIBLE), { minLength: 1, maxLength: 20 });

describe("what shows nothing goes before anything is judged", () => {
  test("a shopper's words stay as they are seen, wherever it stood between them", () => {
    fc.assert(
      fc.property(visible, fc.array(fc.constantFrom(...HIDDEN), { maxLength: 21 }), (words, gaps) => {
        const typed = words.map((word, index) => word + joinable(gaps[index] ?? "", word, words[index + 1])).join("");
        expect(dropInvisible(typed)).toBe(words.join(""));
      }),
    );
  });

  test("nobody disguises what the owner reads, with whatever text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (typed) => {
        const line = toLine(typed);
        expect(toLine(line)).toBe(line);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\uFEFF]|^\s|\s$|\s\s/u);
        expect(toLines(typed)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\uFEFF]/u);
      }),
      { numRuns: 1000 },
    );
  });

  test("a joiner stays only where it makes one picture of two", () => {
    expect(dropInvisible("林\u200D晓👨\u200D")).toBe("林晓👨");
    expect(dropInvisible("👨\u200D👩\u200D👧 \u200D👍")).toBe("👨\u200D👩\u200D👧 👍");
  });

  test("marks of other scripts that are seen stay", () => {
    expect(dropInvisible("\u0600١٢")).toBe("\u0600١٢");
  });
});

test("a shopper's line breaks and wide blanks become one blank, also around what shows nothing", () => {
  expect(toLine("  文三路\r\n\u200B 100 号　\u2028 2 单元\u00A0\uFEFF")).toBe("文三路 100 号 2 单元");
  expect(toLines(" 一\u200B \r\n\r\n二\u202E\t三 \n")).toBe("一\n\n二 三");
});

test("a number that was copied with everything around it is the number", () => {
  expect(toCode("\u202D２６１１２２ 0000–000001\u202C")).toBe("2611220000000001");
});

describe("a shopper's characters are counted as they are seen", () => {
  test("an emoji is one, however it is composed", () => {
    expect(isLongerThan("👨‍👩‍👧".repeat(50), 50)).toBe(false);
    expect(isLongerThan("👨‍👩‍👧".repeat(51), 50)).toBe(true);
    expect(isLongerThan("𠮷".repeat(25), 25)).toBe(false);
    expect(isLongerThan("长".repeat(26), 25)).toBe(true);
  });

  test("but no tower of accents passes for one", () => {
    expect(isLongerThan(`a${"\u0301".repeat(1000)}`, 50)).toBe(true);
  });
});

/** A joiner between two pictures joins them, so it hides nothing there; that pair gets another. */
function joinable(gap: string, left: string, right = ""): string {
  const isPicture = (word: string) => /\p{Extended_Pictographic}/u.test(word);
  return gap === "\u200D" && isPicture(left) && isPicture(right) ? "\u200B" : gap;
}
