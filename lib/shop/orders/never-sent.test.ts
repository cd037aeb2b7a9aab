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
const NO_MONEY = { payments: [], refunds: [] };

describe("what will not come", () => {
  test("is named with its pieces, and with what was really paid for them", () => {
    expect(neverSentOf(order(0, [[1n, 1]]), NO_MONEY)).toEqual({
      goods: [
        { title: "龙井茶", variantName: "", quantity: 2 },
        { title: "茶杯", variantName: "", quantity: 1 },
      ],
      ...{ paidFen: 1800 + 1000, refundedFen: 0, openFen: 0 },
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

const [PAID_BY, TWICE] = [1n, 2n];
const back = (refundedFen: number, ...refunds: [status: string, amountFen: number, paymentId?: bigint][]) => ({
  payments: [
    { id: TWICE, disposition: "held", refundedFen: 4000 },
    { id: PAID_BY, disposition: "settled", refundedFen },
  ],
  refunds: refunds.map(([status, amountFen, paymentId = PAID_BY]) => ({ status, amountFen, paymentId })),
});

test.each([
  ["none", 0, back(0, ["DECLINED", 2800])],
  ["under_way", 2800, back(0, ["REQUESTED", 2800])],
  ["partly", 500, back(0, ["REQUESTED", 500])],
  ["partly", 0, back(500, ["DONE", 500])],
  ["partly", 2299, back(500, ["DONE", 500], ["PENDING", 2299])],
  ["under_way", 2300, back(500, ["DONE", 500], ["PENDING", 2300])],
  ["back", 0, back(2800, ["DONE", 2800])],
  // What was paid twice and goes back is not the money of these goods.
  ["none", 0, back(0, ["PENDING", 4000, TWICE], ["DONE", 4000, TWICE])],
])(
  "whether the money of what does not come went back is said by the payment that paid the order: %s, %i fen open",
  (money, openFen, given) => {
    expect(neverSentOf(order(0, [[1n, 1]]), given)).toMatchObject({ money, openFen });
  },
);
