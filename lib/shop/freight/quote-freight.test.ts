import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areaTree } from "@/lib/shop/addresses/area-tree";
import type { Fee, FreightBook, FreightLine, FreightTemplate, Zone } from "./freight";
import { OVERSEAS, PROVINCE_NAMES, REMOTE } from "./province";
import { quoteFreight } from "./quote-freight";
import { shortProvince } from "./short-province";

const ZHEJIANG = "浙江省";
const XINJIANG = "新疆维吾尔自治区";
const TIBET = "西藏自治区";

const fee = (first: number, firstFeeFen: number, step: number, stepFeeFen: number): Fee => ({ first, firstFeeFen, step, stepFeeFen });
const zone = (of: Fee, fen: number | null = null, pieces: number | null = null): Zone => ({
  fee: of,
  free: fen === null && pieces === null ? null : { fen, pieces },
});
const byPiece = (everywhere: Zone, more: Partial<FreightTemplate["rules"]> = {}, id = 1): FreightTemplate => ({
  id,
  name: `模板${id}`,
  unit: "piece",
  rules: { everywhere, zones: [], excluded: [], ...more },
});
const byWeight = (everywhere: Zone, id = 1): FreightTemplate => ({ ...byPiece(everywhere, {}, id), unit: "weight" });
const book = (...templates: FreightTemplate[]): FreightBook => ({ templates, wholeOrderFree: null });
const line = (quantity: number, { templateId = 1, priceFen = 1000, grams = 0 } = {}): FreightLine => ({
  priceFen,
  quantity,
  grams,
  freight: { kind: "template", templateId },
});
const feeOf = (of: FreightBook, lines: FreightLine[], province: string | null = ZHEJIANG) => quoteFreight(of, lines, province).feeFen;

describe("by piece", () => {
  const shop = book(byPiece(zone(fee(2, 800, 3, 200))));
  test.each([
    [1, 800],
    [2, 800],
    [3, 1000],
    [5, 1000],
    [6, 1200],
  ])("a buyer of %i pieces pays %i fen: up to the first ones, then by each step that is begun", (pieces, fen) => {
    expect(feeOf(shop, [line(pieces)])).toBe(fen);
  });

  test("two kinds of goods of one template count together", () => {
    expect(feeOf(shop, [line(1), line(2)])).toBe(1000);
  });
});

describe("by weight", () => {
  const shop = book(byWeight(zone(fee(300, 800, 100, 200))));
  test("three pieces of 100 g are 300 g exactly, and no step is charged for a rounding", () => {
    expect(feeOf(shop, [line(3, { grams: 100 })])).toBe(800);
    expect(feeOf(shop, [line(1, { grams: 301 })])).toBe(1000);
  });

  test("goods whose weight nobody has said cost the first fee, and never nothing", () => {
    expect(feeOf(shop, [line(5)])).toBe(800);
  });
});

describe("provinces", () => {
  const rules = { zones: [{ ...zone(fee(1, 1800, 1, 900)), provinces: [XINJIANG] }], excluded: [TIBET] };
  const shop = book(byPiece(zone(fee(1, 800, 1, 200)), rules));

  test("a zone has its own fee, and everywhere else the common one", () => {
    expect([feeOf(shop, [line(2)], XINJIANG), feeOf(shop, [line(2)]), feeOf(shop, [line(2)], null)]).toEqual([2700, 1000, 1000]);
  });

  test("what is not sent to a province is named and not charged; what is free of freight goes there", () => {
    const free: FreightLine = { priceFen: 500, quantity: 1, grams: 0, freight: { kind: "free" } };
    const tea = line(1);
    expect(quoteFreight(shop, [tea, free], TIBET)).toMatchObject({ feeFen: 0, undeliverable: [tea] });
    expect(quoteFreight(shop, [tea, free], XINJIANG)).toMatchObject({ feeFen: 1800, undeliverable: [] });
    expect(quoteFreight(shop, [tea], null).undeliverable).toEqual([]);
  });

  test("the list is the address picker's, and each has a short name of its own", () => {
    expect(PROVINCE_NAMES).toEqual(areaTree().map(([name]) => name));
    expect(new Set(PROVINCE_NAMES.map(shortProvince)).size).toBe(34);
    expect([...REMOTE, ...OVERSEAS].map(shortProvince).join("")).toBe("新疆西藏青海内蒙古宁夏甘肃海南台湾香港澳门");
  });
});

describe("free of freight", () => {
  test("above a sum, above a count, or above both together", () => {
    const of = (fen: number | null, pieces: number | null) => book(byPiece(zone(fee(1, 800, 1, 0), fen, pieces)));
    const sum = of(9900, null);
    expect([feeOf(sum, [line(9)]), feeOf(sum, [line(9, { priceFen: 1100 })])]).toEqual([800, 0]);
    expect([feeOf(of(null, 3), [line(2)]), feeOf(of(null, 3), [line(3)])]).toEqual([800, 0]);
    expect([feeOf(of(9900, 3), [line(10)]), feeOf(of(9900, 3), [line(2, { priceFen: 9900 })])]).toEqual([0, 800]);
  });

  test("a threshold that is missing makes nothing free", () => {
    const template = byPiece({ fee: fee(1, 800, 1, 0), free: { fen: null, pieces: null } });
    expect(feeOf(book(template), [line(99, { priceFen: 100_000 })])).toBe(800);
  });

  test("a sum of the whole order counts goods of all kinds, but not where it is excepted", () => {
    const shop: FreightBook = { ...book(byPiece(zone(fee(1, 800, 1, 0)))), wholeOrderFree: { fromFen: 9900, except: [XINJIANG] } };
    const lines: FreightLine[] = [line(1), { priceFen: 8900, quantity: 1, grams: 0, freight: { kind: "free" } }];
    expect(quoteFreight(shop, lines, ZHEJIANG)).toMatchObject({ feeFen: 0, toFree: null, perTemplate: [{ freeBy: "order" }] });
    expect(quoteFreight(shop, lines, XINJIANG)).toMatchObject({ feeFen: 800, toFree: null });
    expect(quoteFreight(shop, [line(1)], ZHEJIANG)).toMatchObject({ feeFen: 800, toFree: { anyFen: 8900, alikeFen: null } });
  });

  test("the buyer reads what is missing for the one template that costs something, and nothing where a sum alone is not enough", () => {
    const free = byPiece(zone(fee(1, 800, 1, 0), 9900));
    expect(quoteFreight(book(free), [line(1, { priceFen: 8700 })], ZHEJIANG).toFree).toEqual({ anyFen: null, alikeFen: 1200 });
    const both = byPiece(zone(fee(1, 800, 1, 0), 9900, 3));
    expect(quoteFreight(book(both), [line(1)], ZHEJIANG).toFree).toBeNull();
    const two = book(free, byPiece(zone(fee(1, 600, 1, 100)), {}, 2));
    expect(quoteFreight(two, [line(1), line(1, { templateId: 2 })], ZHEJIANG).toFree).toBeNull();
  });

  test("the buyer is promised nothing for one template while a fee that was behind its own would take its place", () => {
    const shop = book(byPiece(zone(fee(1, 1000, 1, 200), 10_000)));
    const fixed: FreightLine = { priceFen: 3000, quantity: 1, grams: 0, freight: { kind: "fixed", feeFen: 800 } };
    const goods = [line(1, { priceFen: 5000 }), fixed];
    expect(quoteFreight(shop, goods, ZHEJIANG)).toMatchObject({ feeFen: 1000, toFree: null });
    expect(feeOf(shop, [...goods, line(1, { priceFen: 5000 })])).toBe(800);
  });

  test("the buyer reads what more of the same goods makes free, and beside it the sum of any goods", () => {
    const shop = { ...book(byPiece(zone(fee(1, 800, 1, 0), 9900))), wholeOrderFree: { fromFen: 20_000, except: [] } };
    expect(quoteFreight(shop, [line(1)], ZHEJIANG).toFree).toEqual({ anyFen: 19_000, alikeFen: 8900 });
    const lower = { ...shop, wholeOrderFree: { fromFen: 5000, except: [] } };
    expect(quoteFreight(lower, [line(1)], ZHEJIANG).toFree).toEqual({ anyFen: 4000, alikeFen: null });
  });
});

describe("several templates in one order", () => {
  const shop = book(byPiece(zone(fee(1, 800, 1, 200))), byPiece(zone(fee(1, 1200, 1, 500)), {}, 2));
  test("the highest first fee is charged once, the others by their steps", () => {
    const quote = quoteFreight(shop, [line(2), line(1, { templateId: 2 })], ZHEJIANG);
    expect(quote.feeFen).toBe(1200 + 2 * 200);
    expect(quote.perTemplate.map(({ template, feeFen }) => [template?.id, feeFen])).toEqual([
      [1, 400],
      [2, 1200],
    ]);
  });

  test("and never more than they would cost alone", () => {
    const dear = book(byPiece(zone(fee(5, 800, 1, 700))), byPiece(zone(fee(1, 1200, 1, 500)), {}, 2));
    expect(feeOf(dear, [line(5), line(1, { templateId: 2 })])).toBe(1200 + 800);
  });

  test("a fixed fee is one first fee for any number of pieces", () => {
    const fixed = (feeFen: number, quantity = 3): FreightLine => ({
      priceFen: 1000,
      quantity,
      grams: 0,
      freight: { kind: "fixed", feeFen },
    });
    expect(feeOf(shop, [fixed(500)])).toBe(500);
    expect(feeOf(shop, [fixed(500), fixed(900)])).toBe(900);
    expect(feeOf(shop, [fixed(500), line(1)])).toBe(800);
  });
});

test("goods whose template is missing are never sent free in silence", () => {
  expect(() => feeOf(book(), [line(1)])).toThrow("no freight template 1");
});

test("a step of no units is refused, and does not swallow the first fee", () => {
  expect(() => feeOf(book(byPiece(zone(fee(1, 800, 0, 200)))), [line(3)])).toThrow(RangeError);
});

const aFee = fc.record({
  first: fc.integer({ min: 1, max: 5000 }),
  firstFeeFen: fc.integer({ min: 0, max: 1_000_000 }),
  step: fc.integer({ min: 1, max: 5000 }),
  stepFeeFen: fc.integer({ min: 0, max: 1_000_000 }),
});
const aTemplate = (free: fc.Arbitrary<Zone["free"]>) =>
  fc.record({
    unit: fc.constantFrom("piece" as const, "weight" as const),
    rules: fc.record({
      everywhere: fc.record({ fee: aFee, free }),
      zones: fc.array(fc.record({ fee: aFee, free, provinces: fc.constant<string[]>([XINJIANG]) }), { maxLength: 1 }),
      excluded: fc.subarray([TIBET]),
    }),
  });
const aBook = (free: fc.Arbitrary<Zone["free"]>): fc.Arbitrary<FreightBook> =>
  fc.record({
    templates: fc
      .array(aTemplate(free), { minLength: 3, maxLength: 3 })
      .map((list) => list.map((template, index) => ({ ...template, id: index + 1, name: String(index) }))),
    wholeOrderFree: fc.constant(null),
  });
const aFreight = fc.oneof(
  fc.constant({ kind: "free" as const }),
  fc.record({ kind: fc.constant("fixed" as const), feeFen: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({ kind: fc.constant("template" as const), templateId: fc.integer({ min: 1, max: 3 }) }),
);
const aLine: fc.Arbitrary<FreightLine> = fc.record({
  priceFen: fc.integer({ min: 1, max: 10_000_000 }),
  quantity: fc.integer({ min: 1, max: 99 }),
  grams: fc.integer({ min: 0, max: 100_000 }),
  freight: aFreight,
});
const lines = fc.array(aLine, { maxLength: 50 });
const aProvince = fc.constantFrom(ZHEJIANG, XINJIANG, TIBET, null);
const someFree = fc.option(
  fc.record({ fen: fc.option(fc.integer({ min: 1, max: 10_000_000 })), pieces: fc.option(fc.integer({ min: 1, max: 99 })) }),
);
const NEVER_FREE = fc.constant(null);

describe("whatever the rules and the goods are", () => {
  test("freight is a whole number of fen, never below nothing, and the sum of its parts", () => {
    fc.assert(
      fc.property(aBook(someFree), lines, aProvince, (shop, goods, province) => {
        const quote = quoteFreight(shop, goods, province);
        expect(Number.isSafeInteger(quote.feeFen) && quote.feeFen >= 0).toBe(true);
        expect(quote.perTemplate.every(({ feeFen }) => Number.isSafeInteger(feeFen) && feeFen >= 0)).toBe(true);
        expect(quote.perTemplate.reduce((sum, { feeFen }) => sum + feeFen, 0)).toBe(quote.feeFen);
      }),
    );
  });

  test("the order of the lines does not matter", () => {
    fc.assert(
      fc.property(aBook(someFree), lines, aProvince, (shop, goods, province) => {
        expect(feeOf(shop, goods.toReversed(), province)).toBe(feeOf(shop, goods, province));
      }),
    );
  });

  test("more goods never cost less to send, unless a threshold makes them free", () => {
    fc.assert(
      fc.property(aBook(NEVER_FREE), lines, aLine, aProvince, (shop, goods, more, province) => {
        expect(feeOf(shop, [...goods, more], province)).toBeGreaterThanOrEqual(feeOf(shop, goods, province));
      }),
    );
  });

  test("one order never costs more to send than the goods of each template in an order of their own", () => {
    fc.assert(
      fc.property(aBook(NEVER_FREE), lines, aProvince, (shop, goods, province) => {
        const isOf = (one: FreightLine, templateId: number) => one.freight.kind === "template" && one.freight.templateId === templateId;
        const groups = [1, 2, 3].map((id) => goods.filter((one) => isOf(one, id)));
        const fixed = goods.filter(({ freight }) => freight.kind === "fixed").map((one) => [one]);
        const apart = [...groups, ...fixed].reduce((sum, group) => sum + feeOf(shop, group, province), 0);
        expect(feeOf(shop, goods, province)).toBeLessThanOrEqual(apart);
      }),
    );
  });

  test("what is said to be missing for free freight is enough, of the goods that it is said of, and a fen less is not", () => {
    const extra = (priceFen: number, freight: FreightLine["freight"]): FreightLine => ({ priceFen, quantity: 1, grams: 500, freight });
    fc.assert(
      fc.property(
        aBook(someFree),
        fc.array(aLine, { maxLength: 4 }),
        fc.option(fc.integer({ min: 1, max: 99_999_999 })),
        aFreight,
        (shop, goods, fromFen, anyFreight) => {
          const of = { ...shop, wholeOrderFree: fromFen === null ? null : { fromFen, except: [] } };
          const { toFree, feeFen, perTemplate } = quoteFreight(of, goods, ZHEJIANG);
          if (toFree === null) return;
          const { anyFen, alikeFen } = toFree;
          expect(feeFen).toBeGreaterThan(0);
          expect(anyFen ?? alikeFen).not.toBeNull();
          if (anyFen !== null) {
            expect(anyFen).toBeGreaterThan(0);
            expect(feeOf(of, [...goods, extra(anyFen, anyFreight)])).toBe(0);
            if (anyFen > 1) expect(feeOf(of, [...goods, extra(anyFen - 1, { kind: "free" })])).toBe(feeFen);
          }
          if (alikeFen === null) return;
          const [charged] = perTemplate.filter((part) => part.feeFen > 0);
          if (!charged?.template) throw new Error("goods alike are those of a template");
          const alike = { kind: "template" as const, templateId: charged.template.id };
          expect(alikeFen).toBeGreaterThan(0);
          expect(alikeFen).toBeLessThan(anyFen ?? Number.POSITIVE_INFINITY);
          expect(feeOf(of, [...goods, extra(alikeFen, alike)])).toBe(0);
          if (alikeFen > 1) expect(feeOf(of, [...goods, extra(alikeFen - 1, alike)])).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
