import { expect, test } from "vitest";
import { applyChange, type CartLine, linesToOrder, summarise } from "./cart";

function line(over: Partial<CartLine> = {}): CartLine {
  return {
    variantId: 1,
    productId: 1,
    categoryId: 1,
    productSlug: "tea",
    title: "茶",
    variantName: "",
    image: "",
    priceFen: 1980,
    formerPriceFen: null,
    quantity: 2,
    wantedQuantity: null,
    available: 10,
    onSale: true,
    grams: 0,
    freight: { kind: "free" },
    selected: true,
    ...over,
  };
}
const soldOut = line({ variantId: 2, quantity: 0, wantedQuantity: 1, available: 0 });

test("a buyer pays for what is ticked and can be had, in exact fen", () => {
  const lines = [line(), line({ variantId: 3, priceFen: 1, quantity: 3 }), line({ variantId: 4, selected: false }), soldOut];
  expect(summarise(lines)).toEqual({ totalFen: 3963, count: 5, lines: 2, allSelected: false });
  expect(linesToOrder(lines).map(({ variantId }) => variantId)).toEqual([1, 3]);
});

test("a buyer who ticked all that can be had has ticked all", () => {
  expect(summarise([line(), soldOut]).allSelected).toBe(true);
});

test("a buyer whose goods are all sold out has nothing to pay and nothing ticked", () => {
  expect(summarise([soldOut])).toEqual({ totalFen: 0, count: 0, lines: 0, allSelected: false });
});

test("a buyer who asks for more than there is sees what there is at once", () => {
  const [changed] = applyChange([line({ available: 3 })], { kind: "quantity", variantId: 1, quantity: 7 });
  expect(changed?.quantity).toBe(3);
});

test("a buyer's change of one line leaves the others alone", () => {
  const other = line({ variantId: 9 });
  expect(applyChange([line(), other], { kind: "select", variantId: 1, selected: false })[1]).toBe(other);
  expect(applyChange([line(), other], { kind: "remove", variantId: 1 })).toEqual([other]);
});

test("a buyer unticks everything with one tap", () => {
  const none = applyChange([line(), line({ variantId: 9 })], { kind: "select-all", selected: false });
  expect(summarise(none).totalFen).toBe(0);
});
