import { expect, test } from "vitest";
import { type BookedPayment, judge, type LedgerTrade } from "./judge";

const trade = (changes: Partial<LedgerTrade> = {}): LedgerTrade => ({
  outTradeNo: "X1",
  tradeNo: "T1",
  totalFen: 500,
  isPaid: true,
  refundedFen: 0,
  ...changes,
});
const payment = (changes: Partial<BookedPayment> = {}): BookedPayment => ({
  tradeNo: "T1",
  outTradeNo: "X1",
  amountFen: 500,
  refundedFen: 0,
  disposition: "settled",
  orderId: "o1",
  orderStatus: "PAID",
  isTold: false,
  ...changes,
});
const of = (trades: LedgerTrade[], payments: BookedPayment[]) => judge({ trades, payments, waiting: [] });

test("a paid order, a whole refund, and held money that the owner was told of are the three good ends", () => {
  expect(of([trade()], [payment()])).toMatchObject({ paidOrders: 1, lost: [], doubled: [] });
  const back = of([trade({ refundedFen: 500 })], [payment({ refundedFen: 500, orderStatus: "CLOSED" })]);
  expect(back).toMatchObject({ refunded: 1, paidOrders: 0, lost: [], doubled: [] });
  const held = of([trade()], [payment({ disposition: "held", orderStatus: "CLOSED", isTold: true })]);
  expect(held).toMatchObject({ held: 1, paidOrders: 0, lost: [], doubled: [] });
});

test("nobody's unpaid order is money", () => {
  expect(of([trade({ isPaid: false, tradeNo: null })], [])).toMatchObject({ paidTrades: 0, lost: [], doubled: [] });
});

test.each<[string, LedgerTrade[], BookedPayment[]]>([
  ["paid money that is in no book", [trade()], []],
  ["another sum in the books", [trade()], [payment({ amountFen: 499 })]],
  ["a paid order that was closed", [trade()], [payment({ orderStatus: "CLOSED" })]],
  ["a paid order that waits on", [trade()], [payment({ orderStatus: "PENDING" })]],
  ["held money of which nobody was told", [trade()], [payment({ disposition: "held" })]],
  ["a refund that the books do not know", [trade({ refundedFen: 100 })], [payment()]],
])("%s is lost", (_, trades, payments) => {
  expect(of(trades, payments)).toMatchObject({ lost: [expect.stringContaining("X1")], doubled: [] });
});

test.each<[string, LedgerTrade[], BookedPayment[]]>([
  ["money that nobody paid", [], [payment()]],
  ["a refund that was booked twice", [trade({ refundedFen: 100 })], [payment({ refundedFen: 200 })]],
  [
    "an order that two trades paid",
    [trade(), trade({ outTradeNo: "X2", tradeNo: "T2" })],
    [payment(), payment({ outTradeNo: "X2", tradeNo: "T2" })],
  ],
])("%s is doubled", (_, trades, payments) => {
  expect(of(trades, payments)).toMatchObject({ doubled: [expect.any(String)], lost: [] });
});
