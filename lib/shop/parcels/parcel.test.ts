import { describe, expect, test } from "vitest";
import { countPieces, leftToSend, listPieces, type Sent } from "./parcel";

const TEA = { id: 1n, title: "龙井茶", quantity: 3 };
const CUP = { id: 2n, title: "茶杯", quantity: 1 };
const order = (...parcels: [lineId: bigint, quantity: number][][]): Sent => ({
  lines: [TEA, CUP],
  parcels: parcels.map((lines) => ({ lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })) })),
  unsentPieces: parcels.some((lines) => lines.length === 0) ? 0 : 4 - countPieces(parcels.flat().map(([, quantity]) => ({ quantity }))),
});

describe("what is left to send", () => {
  test("is everything before the first parcel, and nothing after one that holds everything", () => {
    expect(leftToSend(order())).toEqual([
      { lineId: 1n, quantity: 3 },
      { lineId: 2n, quantity: 1 },
    ]);
    expect(leftToSend(order([]))).toEqual([]);
    expect(leftToSend(order([[1n, 1]], []))).toEqual([]);
  });

  test("is what no parcel lists", () => {
    expect(leftToSend(order([[1n, 1]], [[2n, 1]]))).toEqual([{ lineId: 1n, quantity: 2 }]);
    expect(leftToSend(order([[1n, 3]], [[2n, 1]]))).toEqual([]);
  });
});

describe("what a new parcel lists", () => {
  test("is nothing where it holds the whole order, said or not", () => {
    const all = [
      { lineId: 1n, quantity: 3 },
      { lineId: 2n, quantity: 1 },
    ];
    expect(listPieces(order(), undefined)).toEqual({ pieces: [] });
    expect(listPieces(order(), all)).toEqual({ pieces: [] });
  });

  test("is what was left, where nothing is said of a further one", () => {
    expect(listPieces(order([[1n, 1]]), undefined)).toEqual({
      pieces: [
        { lineId: 1n, quantity: 2 },
        { lineId: 2n, quantity: 1 },
      ],
    });
  });

  test("is never more than was bought, never nothing, and never of another order", () => {
    expect(listPieces(order([[1n, 2]]), [{ lineId: 1n, quantity: 2 }])).toEqual({ reason: "too_many_pieces", title: "龙井茶", left: 1 });
    const twice = [
      { lineId: 2n, quantity: 1 },
      { lineId: 2n, quantity: 1 },
    ];
    expect(listPieces(order(), twice)).toEqual({ reason: "too_many_pieces", title: "茶杯", left: 1 });
    expect(listPieces(order(), [{ lineId: 1n, quantity: 0 }])).toEqual({ reason: "nothing_in_it" });
    expect(() => listPieces(order(), [{ lineId: 9n, quantity: 1 }])).toThrow();
  });
});
