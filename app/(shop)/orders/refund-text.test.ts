import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { buyerText } from "@/lib/shop/buyer-text";
import { REFUND_KINDS, refundKinds, refundReason, refundText } from "./refund-text";

const english = (kept: string) => inLanguage("en", () => refundReason(kept));

test("a reason that was chosen is sent in Chinese, which the owner and Alipay read, whatever it is called on the page", () => {
  const kinds = inLanguage("en", refundKinds);
  expect(kinds.map(({ value }) => value)).toEqual(REFUND_KINDS);
  for (const { words } of kinds) expect(words).toMatch(/^[A-Z][\w ,]+$/);
  expect(refundKinds().map(({ words }) => words)).toEqual(REFUND_KINDS);
});

test("a buyer who reads English reads in English what the shop has words for, and what people wrote as it was written", () => {
  expect(english("商品破损")).toEqual({ known: "Damaged", written: "" });
  expect(english("商品破损：盖子裂了")).toEqual({ known: "Damaged", written: "盖子裂了" });
  expect(english("盖子裂了")).toEqual({ known: "", written: "盖子裂了" });
  for (const reason of Object.values(buyerText.refundReason)) expect(english(reason).known).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
  expect(refundReason("商品破损：盖子裂了")).toEqual({ known: "", written: "商品破损：盖子裂了" });
});

test("no reason of the shop's says that money is back already: it also stands beside a refund that is under way, or that failed", () => {
  for (const reason of Object.values(buyerText.refundReason)) expect(english(reason).known).not.toMatch(/refunded/i);
});

test("a buyer reads of the order's shipping, of which some may have gone back already", () => {
  expect(inLanguage("en", () => refundText.freight("¥8"))).toBe(
    "The order includes ¥8 shipping; whether that is refunded is up to the shop",
  );
});
