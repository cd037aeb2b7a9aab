import { describe, expect, test } from "vitest";
import { neverSentOf } from "./never-sent";

const line = (id: bigint, title: string, quantity: number, discountFen = 0) => ({
  ...{ id, title, variantName: "", quantity, priceFen: 1000, discountFen, adjustFen: 0 },
});
const LINES = [line(1n, "龙井茶", 3, 300), line(2n, "茶杯", 1)];
const order = (unsentPieces: number, ...parcels: [lineId: bigint, quantity: number][][]) => ({
  ...{ lines: LINES, unsentPieces },
  parcels: parcels.map((lines) => ({ lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })) })),
});
const NO_MONEY = { refundedFen: 0, refunds: [] };

describe("what will not come", () => {
  test("is named with its pieces, and with what was really paid for them", () => {
    expect(neverSentOf(order(0, [[1n, 1]]), NO_MONEY)).toEqual({
      goods: [
        { title: "龙井茶", variantName: "", quantity: 2 },
        { title: "茶杯", variantName: "", quantity: 1 },
      ],
      ...{ paidFen: 1800 + 1000, refundedFen: 0 },
      money: "none",
    });
  });

  test("is nothing while it is still to come, before anything was sent, and where a parcel holds the rest", () => {
    expect(neverSentOf(order(3, [[1n, 1]]), NO_MONEY)).toBeNull();
    expect(neverSentOf(order(0), NO_MONEY)).toBeNull();
    expect(neverSentOf(order(0, []), NO_MONEY)).toBeNull();
    expect(neverSentOf(order(0, [[1n, 1]], []), NO_MONEY)).toBeNull();
    expect(neverSentOf(order(0, [[1n, 3]], [[2n, 1]]), NO_MONEY)).toBeNull();
  });
});

test.each([
  [{ refundedFen: 0, refunds: [{ status: "DECLINED" }] }, "none"],
  [{ refundedFen: 0, refunds: [{ status: "REQUESTED" }] }, "under_way"],
  [{ refundedFen: 500, refunds: [{ status: "DONE" }] }, "partly"],
  [{ refundedFen: 500, refunds: [{ status: "DONE" }, { status: "PENDING" }] }, "under_way"],
  [{ refundedFen: 2800, refunds: [{ status: "DONE" }] }, "back"],
])("a buyer with %j reads whether the money went back: %s", (money, expected) => {
  expect(neverSentOf(order(0, [[1n, 1]]), money)?.money).toBe(expected);
});
