import type { Mutant } from "./mutant";

const of = (name: string) => `lib/shop/payments/${name}.ts`;
const test = (name: string) => `lib/shop/payments/${name}.db.test.ts`;
const SETTLE = test("settle-payment");
const TURNS = test("taking-turns");
const TWO_CONTRACTS = "lib/shop/contracts/two-contracts.db.test.ts";
const simulations = ["instances", "payments", "buyers"] as const satisfies Mutant["simulations"];
const about = (name: string, fault: string, file: string) => ({ name, fault, file: of(file), simulations: [...simulations] });

/** Money comes: how a trade becomes a paid order, and how an order ends without one. */
export const PAYMENT_MUTANTS: Mutant[] = [
  {
    ...about("no-amount-check", "an order is paid by any sum", "paying"),
    before: "WHERE a.amount_fen = it.amount_fen AND a.contract",
    after: "WHERE a.contract",
    tests: [test("unmatched-trades"), test("whole-way")],
  },
  {
    ...about("no-amount-check-in-turn", "a wrong sum is not held", "judge-money"),
    before: "if (trade.totalFen !== attempt.amountFen) return",
    after: "if (false) return",
    tests: [test("unmatched-trades"), test("whole-way")],
  },
  {
    ...about("no-seller-check", "money to another seller pays our order", "judge-money"),
    before: "return sellerId === gateways.of(contract).sellerId && !refund",
    after: "return !refund",
    tests: [test("whole-way"), test("unmatched-trades")],
  },
  {
    ...about("no-contract-check", "a trade of one contract pays what began under another", "settle-payment"),
    before: "if (booking.attempt && !storedNames(trade.contract).includes(booking.attempt.contract))",
    after: "if (false)",
    tests: [TWO_CONTRACTS, test("change-contract"), SETTLE],
  },
  {
    ...about("no-contract-check-at-once", "the same in the one statement of the usual case", "paying"),
    before: " AND a.contract = ANY(it.contracts)",
    after: "",
    tests: [test("change-contract"), SETTLE, TWO_CONTRACTS],
  },
  {
    ...about("no-conditional-write", "an order becomes paid whatever it was", "paying"),
    before: 'o.status = ${from}::"OrderStatus" AND (',
    after: "(",
    tests: [SETTLE],
  },
  {
    ...about("no-trade-lock", "two messages about one trade do not take turns", "settle-payment"),
    before: "await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${trade.tradeNo}, 0))`;",
    after: "",
    tests: [TURNS, SETTLE],
  },
  {
    ...about("no-order-lock", "who settles and who closes an order do not take turns", "settle-payment"),
    before: "WHERE a.out_trade_no = ${trade.outTradeNo} FOR NO KEY UPDATE OF o`;",
    after: "WHERE a.out_trade_no = ${trade.outTradeNo}`;",
    tests: [TURNS, SETTLE, test("racing-cashier")],
  },
  {
    ...about("success-before-commit", "a notice is answered before its payment is durable", "book-notice"),
    before: "const booked = await desk({ trade, row, mayPay: saysPaid(shop, trade) && !gateway.asksBack });",
    after: 'desk({ trade, row, mayPay: saysPaid(shop, trade) && !gateway.asksBack }).catch(() => {});\n  const booked: Booked = "paid";',
    tests: [test("receive-notification")],
  },
  {
    ...about("finished-pays-nothing", "a trade that is finished is not taken for paid", "judge-money"),
    before: '(status === "TRADE_SUCCESS" || status === "TRADE_FINISHED")',
    after: 'status === "TRADE_SUCCESS"',
    tests: [SETTLE],
  },
  {
    ...about("refunded-order-paid-again", "an order whose money went back takes a second trade", "judge-money"),
    before: 'if (order.status === "CLOSED" && !order.wasPaid)',
    after: 'if (order.status === "CLOSED")',
    tests: [SETTLE, "lib/shop/refunds/requested/refund-order.db.test.ts"],
  },
  {
    ...about("late-money-without-goods", "late money is taken for goods that are gone", "settle-payment"),
    before: 'if (!(await isStillThere(tx, orderId))) return holdMoney(booking, "late_payment_no_stock");',
    after: "",
    tests: [SETTLE],
  },
  {
    ...about("held-money-unseen", "money that pays nothing is booked, and nobody is told", "hold-money"),
    before: "await recordDiscrepancy(tx, { ...refsOf(booking), kind, subject: subjectOf.trade(trade.tradeNo), detail }, at);\n  if (order",
    after: "if (order",
    tests: [SETTLE],
  },
  {
    ...about("no-second-query", "an order expires by what the gateway said before it was asked to close", "close-at-gateway"),
    before: 'detail: closing.detail }, "closing has an unknown outcome");\n  return askGateway(shop, attempt, { force: true });',
    after: 'detail: closing.detail }, "closing has an unknown outcome");\n  return { kind: "not_exist" };',
    tests: [test("close-order"), test("close-unpaid")],
  },
  {
    ...about("no-first-query", "an order is closed at the gateway before that was asked whether it is paid", "close-at-gateway"),
    before: 'if (before.kind === "settled") return before;',
    after: "",
    tests: [test("close-order"), test("close-unpaid")],
  },
  {
    ...about("closed-whatever-was-seen", "an order closes though its buyer was sent to the cashier meanwhile", "close-here"),
    before: "if (open && !isAsSeen(open, payable)) return NOT_YET;",
    after: "",
    tests: [test("close-order"), test("racing-cashier"), test("first-hold")],
  },
  {
    ...about("no-lock-when-closing", "who closes an order does not hold it", "close-here"),
    before: "await lockOrder(tx, orderId);",
    after: "",
    tests: [TURNS, test("close-order"), test("racing-cashier")],
  },
  {
    ...about("closed-and-forgotten", "a closed order whose link can still be paid is asked about no more", "close-here"),
    before: "const dueAt = open?.startedAt ? nextQuestion(open.payableUntil, at) : null;",
    after: "const dueAt = null;",
    tests: [test("close-order"), test("due-orders")],
  },
  {
    ...about("stock-kept-when-closing", "a closed order keeps its goods", "close-here"),
    before: 'await moveStock(tx, "release", orderId, lines, at);',
    after: "",
    tests: [test("close-order")],
  },
  {
    ...about("unknown-is-unpaid", "an answer that cannot be read counts as no trade", "refresh-payment"),
    before: 'is not known");\n    return answer;',
    after: 'is not known");\n    return { kind: "not_exist" };',
    tests: [test("close-order"), test("whole-way")],
  },
  {
    ...about("link-over-at-once", "an expired order whose trade nobody knows closes while its link can be paid", "close-order"),
    before: "const mayClose = mayCloseUnopened({ closeReason, ...attempt }, asOf);",
    after: "const mayClose = true;",
    tests: [test("close-order"), test("close-unpaid"), test("due-orders")],
  },
  {
    ...about("closed-order-asked-once", "a closed order is asked about once, though its link can be paid", "review-order"),
    before: "if (at < attempt.payableUntil) return nextLook(at, { checks, ...asked });",
    after: "if (at < attempt.payableUntil) return null;",
    tests: [TURNS, test("due-orders"), test("close-order")],
  },
  {
    ...about("paid-again", "a buyer is sent to the cashier once more without asking what became of the first time", "start-payment"),
    before: "const truth = earlier ? await askOrLeave(shop, earlier, screen) : null;",
    after: "const truth = null as PaymentTruth | null;",
    tests: [test("start-payment")],
  },
  {
    ...about("page-forgotten", "a payment that was begun on one page is repeated on another under its number", "start-payment"),
    before: "const page = begun ? toScreen(begun.screen) : screenFor(current, screen);",
    after: "const page = screenFor(current, screen);",
    tests: [test("pay-on-computer")],
  },
  {
    ...about("two-pages", "a trade that waits at one page is left open when its buyer goes to another", "start-payment"),
    before: "const isForAnother = toScreen(attempt.screen) !== screenFor(current, screen);",
    after: "const isForAnother = false;",
    tests: [test("pay-on-computer")],
  },
  {
    ...about("return-unheard", "a buyer who comes back does not make the shop ask", "receive-return"),
    before: 'refreshPayment({ ...shop, occasion: "return" }, order.id, { actor: "buyer" }),',
    after: "Promise.resolve(),",
    tests: [test("receive-return")],
  },
];
