import { expect, test } from "vitest";
import { outdatedPage } from "./outdated-page";

const form = new FormData();
form.set("name", "<b>王\"芳'</b>");
form.set("note", "  ");
form.set("password", "secret of mine");
form.set("idempotencyKey", "key-of-the-form");
form.set("$ACTION_REF_1", "");

test("a shopper sees what was typed, with its name, and nothing else of the form", () => {
  const html = outdatedPage("/checkout?buy=1x1&x=2", form);
  expect(html).toContain("店铺刚更新，请再点一次");
  expect(html).toContain("<dd>&lt;b&gt;王&quot;芳&#39;&lt;/b&gt;</dd>");
  expect(html).not.toMatch(/备注|secret of mine|key-of-the-form|ACTION/);
  expect(html).toContain('href="/checkout?buy=1x1&amp;x=2"');
});

test.each(["//evil.example/x", "/\\evil.example/x", "\\\\evil.example/x"])("the way back from %s stays in the shop", (path) => {
  expect(outdatedPage(path, null)).toContain('href="/evil.example/x"');
});
