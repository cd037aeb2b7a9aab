import { expect, test } from "vitest";
import { splitFreight } from "./freight-split";

const left = { fen: 800, isShipped: false };

test("before shipping all goes back with its freight, after it the goods alone, until the owner says otherwise", () => {
  expect(splitFreight(2780, 2780, left)).toEqual({ goodsFen: 1980, freight: { fen: 800, isTicked: true } });
  expect(splitFreight(2780, 2780, { ...left, isShipped: true })).toEqual({ goodsFen: 1980, freight: { fen: 800, isTicked: false } });
});

test("a part that a buyer asks for stays as it is, with the freight offered", () => {
  expect(splitFreight(500, 2780, left)).toEqual({ goodsFen: 500, freight: { fen: 800, isTicked: false } });
});

test("who asks for more than the goods cost is offered just that, the rest as a part of the freight", () => {
  for (const isShipped of [false, true])
    expect(splitFreight(10_500, 11_000, { fen: 1000, isShipped })).toEqual({ goodsFen: 10_000, freight: { fen: 500, isTicked: true } });
});

test("both together are never more than what is left", () => {
  for (const asked of [1, 800, 1980, 1981, 2780, 9999])
    for (const isShipped of [true, false]) {
      const { goodsFen, freight } = splitFreight(asked, 2780, { fen: 800, isShipped });
      expect(goodsFen + (freight?.fen ?? 0)).toBeLessThanOrEqual(2780);
    }
});

test("where no freight was paid, or nothing else is left, there is only the sum", () => {
  expect(splitFreight(1980, 1980, null)).toEqual({ goodsFen: 1980, freight: null });
  expect(splitFreight(1980, 1980, { fen: 0, isShipped: true })).toEqual({ goodsFen: 1980, freight: null });
  expect(splitFreight(800, 800, left)).toEqual({ goodsFen: 800, freight: null });
});
