import { expect, test } from "vitest";
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
