import { expect, test } from "vitest";
import { counted } from "./counted";
import { fill } from "./fill";
import { inLanguage } from "./language";
import { forScripts, inBothLanguages } from "./words";

const words = inBothLanguages(
  { title: "购物车", count: (pieces: number) => `${pieces} 件`, more: { list: ["一", "二"], none: "没有" } },
  { title: "Cart", count: (pieces) => counted(pieces, "item"), more: { list: ["one"], none: "None" } },
);

test("words are in the language of whoever reads them", () => {
  const { more } = words;
  const read = () => [words.title, words.count(1), words.count(2), ...more.list, more.none];
  expect(read()).toEqual(["购物车", "1 件", "2 件", "一", "二", "没有"]);
  expect(inLanguage("en", read)).toEqual(["Cart", "1 item", "2 items", "one", "None"]);
});

test("what a phone is handed is a copy that stays as it was", () => {
  const handed = inLanguage("en", () => forScripts(words.more));
  expect(handed).toEqual({ list: ["one"], none: "None" });
  expect(Object.getOwnPropertyDescriptor(handed, "none")?.value).toBe("None");
});

test("a sentence takes its facts as they are, one of them or several", () => {
  expect(fill("只剩 {left} 件（原选 {wanted} 件）", { left: 1, wanted: 3 })).toBe("只剩 1 件（原选 3 件）");
  expect(fill("{count} item|{count} items", { count: 1 })).toBe("1 item");
  expect(fill("{count} item|{count} items", { count: 0 })).toBe("0 items");
  expect(fill("Remove {title}", { title: "a | {count} $& b" })).toBe("Remove a | {count} $& b");
});
