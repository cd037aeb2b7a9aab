import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { offlinePage } from "./offline-page";

test("a phone without a network reads that no payment is lost, with nothing of the shop's that it would have to fetch", () => {
  const html = offlinePage("山下茶铺", "n0nce");
  expect(html).toContain("现在打不开店铺，可能没有网络");
  expect(html).toContain("付了的钱");
  expect(html).toContain('<script nonce="n0nce">');
  expect(html).not.toMatch(/ (?:src|href)=/);
});

test("a shop's name is text in it, whatever the owner writes", () => {
  expect(offlinePage("</title><script>x()</script>", "n")).not.toContain("<script>x()");
});

test("the page is whole in English as well, its script too", () => {
  const html = inLanguage("en", () => offlinePage("Tea", "n"));
  expect(html).toContain('<html lang="en">');
  expect(html).toContain("Payments are not affected");
  expect(html).not.toMatch(/\p{Script=Han}/u);
});
