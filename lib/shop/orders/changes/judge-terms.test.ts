import { describe, expect, test } from "vitest";
import { toChangeView } from "../order-change";
import { isSameTerms, judgeTerms, type StandingTerms } from "./judge-terms";

const line = (id: bigint, priceFen: number, quantity = 1) => ({ id, priceFen, quantity, discountFen: 0, adjustFen: 0 });
const standing: StandingTerms = { lines: [line(7n, 1980, 2), line(8n, 1000)], shippingFen: 800, totalFen: 5760 };
const wish = (tea: number, cup: number, more = {}) => ({
  ...{
    lines: [
      { lineId: "7", fen: tea },
      { lineId: "8", fen: cup },
    ],
    offFen: 0,
    shippingFen: 800,
  },
  ...more,
});
const termsOf = (wished: ReturnType<typeof wish>) => {
  const judged = judgeTerms(standing, wished);
  if (!judged.ok) throw new Error(judged.reason);
  return judged.terms;
};

describe("what an owner makes of an order", () => {
  test("is each line's sum, the freight and both totals, before and after", () => {
    expect(termsOf(wish(3500, 1000, { shippingFen: 0 }))).toEqual({
      lines: [
        { lineId: "7", fromFen: 3960, toFen: 3500 },
        { lineId: "8", fromFen: 1000, toFen: 1000 },
      ],
      shipping: { fromFen: 800, toFen: 0 },
      total: { fromFen: 5760, toFen: 4500 },
    });
  });

  test("shares what comes off the whole out to the fen, by what the lines cost then", () => {
    for (let offFen = 0; offFen <= 4500; offFen += 37) {
      const { lines, total } = termsOf(wish(3500, 1000, { offFen }));
      expect(lines.every(({ toFen }) => toFen >= 0)).toBe(true);
      expect(lines.reduce((sum, { toFen }) => sum + toFen, 0)).toBe(4500 - offFen);
      expect(total.toFen).toBe(5300 - offFen);
    }
  });

  test("begins with what the lines cost after coupons and earlier changes", () => {
    const changed = { ...standing, lines: [{ ...line(7n, 1980, 2), discountFen: 160, adjustFen: -300 }, line(8n, 1000)], totalFen: 5300 };
    expect(judgeTerms(changed, wish(3500, 1000))).toMatchObject({ terms: { lines: [{ fromFen: 3500, toFen: 3500 }, {}] } });
  });

  test("may be dearer, and may leave nothing but freight; one fen in all is the least", () => {
    expect(termsOf(wish(9000, 1000)).total.toFen).toBe(10_800);
    expect(termsOf(wish(0, 0)).total.toFen).toBe(800);
    expect(termsOf(wish(1, 0, { shippingFen: 0 })).total.toFen).toBe(1);
    expect(judgeTerms(standing, wish(0, 0, { shippingFen: 0 }))).toEqual({ ok: false, reason: "nothing_left" });
    expect(judgeTerms(standing, wish(300, 0, { offFen: 301 }))).toEqual({ ok: false, reason: "off_too_much", goodsFen: 300 });
    expect(judgeTerms(standing, wish(999_999_999, 1))).toMatchObject({ reason: "too_expensive" });
    expect(judgeTerms(standing, wish(-1, 1000))).toMatchObject({ reason: "too_expensive" });
  });

  test("is refused from a form with other lines than the order has", () => {
    expect(judgeTerms(standing, { ...wish(1, 1), lines: [{ lineId: "7", fen: 1 }] })).toMatchObject({ reason: "moved" });
    const more = [...wish(1, 1).lines, { lineId: "9", fen: 1 }];
    expect(judgeTerms(standing, { ...wish(1, 1), lines: more })).toMatchObject({ reason: "moved" });
  });

  test("is no change where every sum is what it was", () => {
    expect(isSameTerms(termsOf(wish(3960, 1000)))).toBe(true);
    expect(isSameTerms(termsOf(wish(3460, 1500))), "the same total from other prices").toBe(false);
  });
});

test("a shopper reads only the lines that cost something else", () => {
  const at = new Date("2026-11-26T10:00:00Z");
  const row = { id: "c", state: "applied", createdAt: at, endsAt: at, reason: "", moves: false, terms: termsOf(wish(3500, 1000)) };
  const goods = [
    { id: 7n, title: "龙井茶", variantName: "250g", quantity: 2 },
    { id: 8n, title: "茶杯", variantName: "", quantity: 1 },
  ];
  expect(toChangeView(row, goods)).toMatchObject({
    lines: [{ title: "龙井茶", fromFen: 3960, toFen: 3500 }],
    goods: { fromFen: 4960, toFen: 4500 },
  });
});
