import { describe, expect, test } from "vitest";
import { normaliseCode } from "./normalise-code";
import { paidForLine, paidForPieces } from "./paid-for-pieces";
import type { Coupon, DiscountBook, DiscountLine, Reduction, Scope } from "./promotion";
import { isInScope } from "./promotion";
import { quoteDiscounts } from "./quote-discounts";

const ALL: Scope = { kind: "all" };

function line(priceFen: number, quantity = 1, over: Partial<DiscountLine> = {}): DiscountLine {
  return { variantId: 1, productId: 1, categoryId: 1, priceFen, quantity, ...over };
}

function reduction(tiers: [number, number][], over: Partial<Reduction> = {}): Reduction {
  return { id: 1, name: "满减", scope: ALL, tiers: tiers.map(([fromFen, offFen]) => ({ fromFen, offFen })), ...over };
}

function coupon(off: Coupon["off"], over: Partial<Coupon> = {}): Coupon {
  return { id: 9, name: "新客", code: "NEW", scope: ALL, fromFen: 0, off, ...over };
}

const book = (reductions: Reduction[], of: Coupon | null = null): DiscountBook => ({ reductions, coupon: of });

describe("满减", () => {
  const shop = book([
    reduction([
      [10_000, 500],
      [20_000, 1500],
    ]),
  ]);

  test("a buyer gets the highest tier that the goods reach, and reads what is missing for the next", () => {
    expect(quoteDiscounts(shop, [line(9999)])).toMatchObject({ discountFen: 0, next: { missingFen: 1, offFen: 500 } });
    expect(quoteDiscounts(shop, [line(10_000)])).toMatchObject({ discountFen: 500, next: { missingFen: 10_000, offFen: 1500 } });
    expect(quoteDiscounts(shop, [line(10_000, 3)])).toMatchObject({ discountFen: 1500, next: null });
  });

  test("of several the one that gives most counts, and only that one", () => {
    const two = book([reduction([[100, 10]], { id: 2 }), reduction([[100, 30]], { id: 3, name: "大" }), reduction([[100, 30]], { id: 4 })]);
    expect(quoteDiscounts(two, [line(100)]).parts).toEqual([{ promotionId: 3, kind: "reduction", name: "大", code: null, amountFen: 30 }]);
  });

  test("it is for its goods alone: only they reach it, and only they carry it", () => {
    const tea = reduction([[10_000, 500]], { scope: { kind: "categories", ids: [7] } });
    const goods = [line(9000, 1, { variantId: 1, categoryId: 7 }), line(50_000, 1, { variantId: 2, categoryId: 8 })];
    expect(quoteDiscounts(book([tea]), goods)).toMatchObject({ discountFen: 0, next: { missingFen: 1000 } });
    const more = [line(10_000, 1, { variantId: 1, categoryId: 7 }), line(50_000, 1, { variantId: 2, categoryId: 8 })];
    expect(quoteDiscounts(book([tea]), more).sharesFen).toEqual([500, 0]);
    expect(quoteDiscounts(book([tea]), [line(50_000, 1, { categoryId: 8 })]).next).toBeNull();
  });
});

describe("a coupon", () => {
  test("comes after 满减, asks the price before it, and 折 is counted on what is left, rounded down", () => {
    const both = book([reduction([[10_000, 1000]])], coupon({ kind: "percent", payPercent: 85, mostFen: 100_000 }, { fromFen: 10_000 }));
    const quote = quoteDiscounts(both, [line(10_001)]);
    expect(quote.coupon).toEqual({ kind: "fits" });
    expect(quote.parts.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ["reduction", 1000],
      ["coupon", 1350],
    ]);
  });

  test("折 has a highest sum", () => {
    expect(quoteDiscounts(book([], coupon({ kind: "percent", payPercent: 50, mostFen: 300 })), [line(10_000)]).discountFen).toBe(300);
  });

  test("says what is missing, or that none of the goods are its", () => {
    const off = coupon({ kind: "sum", offFen: 500 }, { fromFen: 5000, scope: { kind: "products", ids: [3] } });
    expect(quoteDiscounts(book([], off), [line(4000, 1, { productId: 3 })]).coupon).toEqual({ kind: "short", missingFen: 1000 });
    expect(quoteDiscounts(book([], off), [line(9000, 1, { productId: 4 })]).coupon).toEqual({ kind: "no_goods" });
    expect(quoteDiscounts(book([], null), [line(1)]).coupon).toEqual({ kind: "none" });
  });

  test("that is worth more than the goods leaves one fen to pay", () => {
    const all = book([reduction([[100, 90]])], coupon({ kind: "sum", offFen: 99_999 }));
    expect(quoteDiscounts(all, [line(100)]).discountFen).toBe(99);
    expect(quoteDiscounts(all, [line(1)])).toMatchObject({ discountFen: 0, parts: [] });
    const [first, second] = quoteDiscounts(all, [line(60), line(40, 1, { variantId: 2 })]).sharesFen;
    expect((first ?? 0) + (second ?? 0)).toBe(99);
  });
});

/** Always the same numbers (mulberry32), so that a red run is seen again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function randomCart(roll: (sides: number) => number): { shop: DiscountBook; lines: DiscountLine[] } {
  const scope = (): Scope => {
    const kind = roll(3);
    if (kind === 0) return ALL;
    const ids = [1 + roll(4), 1 + roll(4)];
    return kind === 1 ? { kind: "categories", ids } : { kind: "products", ids };
  };
  const price = () => [1, 2, 3, 99, 1980, 9_999_999][roll(6)] ?? 1;
  const lines = Array.from({ length: 1 + roll(6) }, (_, place) =>
    line(price(), 1 + roll(7), { variantId: 100 - place, productId: 1 + roll(4), categoryId: 1 + roll(4) }),
  );
  const reductions = Array.from({ length: roll(4) }, (_, place) => {
    const from = 1 + roll(6000);
    const off = 1 + roll(from);
    return reduction(
      [
        [from, off],
        [from + 1 + roll(6000), off + 1 + roll(900)],
      ],
      { id: place + 1, scope: scope() },
    );
  });
  const off: Coupon["off"] =
    roll(2) === 0 ? { kind: "sum", offFen: 1 + roll(5000) } : { kind: "percent", payPercent: 1 + roll(99), mostFen: 1 + roll(9000) };
  return { shop: book(reductions, roll(3) === 0 ? null : coupon(off, { scope: scope(), fromFen: roll(4000) })), lines };
}

describe("of thousands of carts", () => {
  const carts = Array.from({ length: 5000 }, (_, seed) => randomCart(dice(seed)));

  test("the shares add up to the discount, no line costs less than nothing, and the goods at least one fen", () => {
    for (const { shop, lines } of carts) {
      const { discountFen, sharesFen, parts } = quoteDiscounts(shop, lines);
      const costs = lines.map(({ priceFen, quantity }) => priceFen * quantity);
      expect(sharesFen.reduce((sum, share) => sum + share, 0)).toBe(discountFen);
      expect(parts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(discountFen);
      expect(sharesFen.every((share, place) => Number.isSafeInteger(share) && share >= 0 && share <= (costs[place] ?? 0))).toBe(true);
      expect(costs.reduce((sum, cost) => sum + cost, 0) - discountFen).toBeGreaterThanOrEqual(1);
    }
  });

  test("only goods of a discount carry it", () => {
    for (const { shop, lines } of carts) {
      const scopes = [...shop.reductions, ...(shop.coupon ? [shop.coupon] : [])].map(({ scope }) => scope);
      const { sharesFen } = quoteDiscounts(shop, lines);
      for (const [place, one] of lines.entries()) if (!scopes.some((scope) => isInScope(scope, one))) expect(sharesFen[place]).toBe(0);
    }
  });

  test("the order of the lines, and of the promotions, changes nothing", () => {
    for (const { shop, lines } of carts) {
      const quote = quoteDiscounts(shop, lines);
      const turned = quoteDiscounts({ ...shop, reductions: [...shop.reductions].reverse() }, [...lines].reverse());
      expect({ ...turned, sharesFen: [...turned.sharesFen].reverse() }).toEqual(quote);
    }
  });

  test("one more piece never makes the discount smaller where it is for all goods", () => {
    for (const { shop, lines } of carts) {
      const wide = {
        reductions: shop.reductions.map((one) => ({ ...one, scope: ALL })),
        coupon: shop.coupon && { ...shop.coupon, scope: ALL },
      };
      const more = lines.map((one, place) => (place === 0 ? { ...one, quantity: one.quantity + 1 } : one));
      expect(quoteDiscounts(wide, more).discountFen).toBeGreaterThanOrEqual(quoteDiscounts(wide, lines).discountFen);
    }
  });

  test("the pieces of a line add up to what was paid for it, whatever the steps in which they are given back", () => {
    for (const { shop, lines } of carts) {
      const { sharesFen } = quoteDiscounts(shop, lines);
      for (const [place, { priceFen, quantity }] of lines.entries()) {
        const paid = { priceFen, quantity, discountFen: sharesFen[place] ?? 0, adjustFen: 0 };
        let given = 0;
        for (let before = 0; before < quantity; before++) given += paidForPieces(paid, { before, pieces: 1 });
        expect(given).toBe(paidForLine(paid));
        expect(paidForPieces(paid, { pieces: quantity })).toBe(paidForLine(paid));
      }
    }
  });
});

test("a code is the same in small letters, in full width and with blanks", () => {
  expect(["spring-5", "ＳＰＲＩＮＧ－５", " Spring -5 "].map(normaliseCode)).toEqual(["SPRING-5", "SPRING-5", "SPRING-5"]);
  expect(["", "优惠", "A'B", "A".repeat(21), "a".repeat(9999)].map(normaliseCode)).toEqual([null, null, null, null, null]);
});

test("nothing is given back of more pieces than a line has", () => {
  expect(() => paidForPieces({ priceFen: 100, quantity: 2, discountFen: 0, adjustFen: 0 }, { before: 1, pieces: 2 })).toThrow(RangeError);
});
