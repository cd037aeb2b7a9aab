import { expect, test } from "vitest";
import { proposedFen } from "./paid-by-line";

const tea = { id: 7n, title: "龙井茶", variantName: "", priceFen: 1980, quantity: 3, discountFen: 500, adjustFen: 0 };
const cup = { id: 8n, title: "茶杯", variantName: "", priceFen: 3000, quantity: 1, discountFen: 300, adjustFen: 0 };

test("an owner is proposed what was really paid for the pieces, and three times one piece is the whole line", () => {
  const lines = [tea, cup];
  expect([0, 1, 2].map((before) => proposedFen(lines, { p7: "1", b7: String(before) }))).toEqual([1813, 1813, 1814]);
  expect(proposedFen(lines, { p7: "3", p8: "1" })).toBe(5440 + 2700);
});

test("nothing is proposed for more pieces than there are, or for none", () => {
  for (const asked of [{}, { p7: "4" }, { p7: "2", b7: "2" }, { p7: "x" }, { p8: ["1", "1"] }, { p9: "1" }])
    expect(proposedFen([tea, cup], asked)).toBeNull();
});
