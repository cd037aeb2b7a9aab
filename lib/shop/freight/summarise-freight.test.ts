import { expect, test } from "vitest";
import type { FreightBook, ProductFreight } from "./freight";
import { summariseFreight } from "./summarise-freight";

const XINJIANG = "新疆维吾尔自治区";
const TIBET = "西藏自治区";
const zone = (firstFeeFen: number, fen: number | null) => ({
  fee: { first: 500, firstFeeFen, step: 500, stepFeeFen: 300 },
  free: fen === null ? null : { fen, pieces: null },
});
const shop: FreightBook = {
  templates: [
    {
      id: 1,
      name: "快递",
      unit: "weight",
      rules: { everywhere: zone(800, 9900), zones: [{ ...zone(1500, null), provinces: [XINJIANG] }], excluded: [TIBET] },
    },
  ],
  wholeOrderFree: null,
};
const template: ProductFreight = { kind: "template", templateId: 1 };
const variant = (freight: ProductFreight, { priceFen = 3000, grams = 250 } = {}) => ({ priceFen, grams, freight });

test("a shopper reads the lowest fee, that it can be more, from what sum it is free, and where the goods are not sent", () => {
  expect(summariseFreight(shop, [variant(template), variant(template, { grams: 900 })])).toEqual({
    fromFen: 800,
    hasMore: true,
    free: { fromFen: 9900, isEverywhere: false, isAlike: true },
    excluded: [TIBET],
  });
});

test("the same fee everywhere is an exact one", () => {
  expect(summariseFreight(shop, [variant({ kind: "fixed", feeFen: 600 })])).toEqual({
    fromFen: 600,
    hasMore: false,
    free: null,
    excluded: [],
  });
  const whole = { ...shop, wholeOrderFree: { fromFen: 20_000, except: [] } };
  expect(summariseFreight(whole, [variant({ kind: "fixed", feeFen: 600 })]).free).toEqual({
    ...{ fromFen: 20_000, isEverywhere: true, isAlike: false },
  });
  expect(summariseFreight({ ...whole, wholeOrderFree: { fromFen: 9900, except: [] } }, [variant(template)]).free).toEqual({
    ...{ fromFen: 9900, isEverywhere: true, isAlike: false },
  });
});

test("goods that are free by themselves name no sum", () => {
  const whole = { ...shop, wholeOrderFree: { fromFen: 9900, except: [] } };
  expect(summariseFreight(whole, [variant({ kind: "free" })])).toEqual({ fromFen: 0, hasMore: false, free: null, excluded: [] });
  expect(summariseFreight(whole, [variant(template, { priceFen: 12_000 })])).toMatchObject({ fromFen: 0, hasMore: false, free: null });
});
