import { expect, test } from "vitest";
import { maskEmail, parseEmail } from "./contact";

test.each([
  ["li@example.com", "li@example.com"],
  [" Li.Ming+shop@Mail.Example.com ", "Li.Ming+shop@Mail.Example.com"],
  ["ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "li@example.com"],
  ["mailto:li@example.com", "li@example.com"],
  ["li @example. com", "li@example.com"],
  ["123456789@qq.com", "123456789@qq.com"],
])("a buyer who types %j means %j", (typed, meant) => expect(parseEmail(typed)).toBe(meant));

test.each([
  ...["", "li", "li@", "@example.com", "li@example", "li@@example.com", "li@-a.com", "li@example.c", "li@example..com"],
  ...["li@example.com,wang@example.com", "li@example.com;wang@example.com", "Li <li@example.com>", '"li"@example.com', "li@[127.0.0.1]"],
  ...[`${"a".repeat(65)}@example.com`, `a@${"b".repeat(250)}.com`, "李@example.com", "li@例子.com", "a".repeat(100_000)],
])("no mail goes to %j", (typed) => expect(parseEmail(typed)).toBeNull());

test("a line break in an address does not become a line of a mail's head", () => {
  for (const typed of ["li@example.com\r\nBcc: wang@example.com", "li@example.com\nBcc:wang@example.com", "li@example.com%0aBcc:x@y.com"])
    expect(parseEmail(typed)).toBeNull();
});

test("an address is known by its owner, and by nobody else", () => {
  expect(maskEmail("liming@example.com")).toBe("l***@example.com");
});
