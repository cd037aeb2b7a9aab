import { expect, test } from "vitest";
import { currentLanguage, inLanguage, languageOf, ownersLang } from "./language";

const asked = (accepted?: string, cookie?: string) =>
  languageOf({ ...(accepted !== undefined && { "accept-language": accepted }), ...(cookie !== undefined && { cookie }) });

test.each([
  ["zh-CN,zh;q=0.9", "zh-CN"],
  ["zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7", "zh-CN"],
  ["en-GB", "en"],
  ["en-US,en;q=0.9,zh-CN;q=0.8", "en"],
  ["zh;q=0.5, en;q=0.8", "en"],
  ["EN-us , ZH-cn;Q=0.9", "en"],
  ["en,zh", "en"],
  ["zh,en", "zh-CN"],
  ["ja,zh;q=0.5", "zh-CN"],
  ["ko-KR,ko;q=0.9", "en"],
  ["en;q=0,zh", "zh-CN"],
  ["en;q=0", "zh-CN"],
  ["*", "zh-CN"],
  ["", "zh-CN"],
])("a browser that asks for %s is answered in %s", (accepted, language) => expect(asked(accepted)).toBe(language));

test("a program that says nothing, or nonsense, is answered in the shop's own language", () => {
  expect(asked()).toBe("zh-CN");
  for (const nonsense of ["en;q=2", "en;q=1.5", ";;,,", "\u0000", "-en", "e".repeat(100_000)]) expect(asked(nonsense)).toBe("zh-CN");
});

test("what a shopper has chosen counts more than what the browser asks for; what is no language of the shop counts for nothing", () => {
  expect(asked("zh-CN", "a=b; lang=en")).toBe("en");
  expect(asked("en", "lang=zh-CN; a=b")).toBe("zh-CN");
  for (const cookie of ["lang=fr", "lang=", "xlang=zh-CN", "lang=zh-CNx", "lang=zh", "a=lang=zh-CN"])
    expect(asked("en", cookie)).toBe("en");
});

test("a header of any length takes no time", () => {
  const began = performance.now();
  asked(`${"en;q=0.5,".repeat(1_000_000)}zh`);
  asked(" ".repeat(1_000_000), ";".repeat(1_000_000));
  expect(performance.now() - began).toBeLessThan(500);
});

test("two shoppers who are answered at the same time each read their own language", async () => {
  const read = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return [currentLanguage(), ownersLang()];
  };
  expect(await Promise.all([inLanguage("en", read), inLanguage("zh-CN", read), read()])).toEqual([
    ["en", "zh-CN"],
    ["zh-CN", undefined],
    ["zh-CN", undefined],
  ]);
});
