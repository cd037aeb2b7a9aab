import type { Mutant } from "./mutant";

const of = (name: string) => `lib/shop/refunds/${name}.ts`;
const test = (name: string) => `lib/shop/refunds/${name}.db.test.ts`;
const [ORDER, WISH, SEND, DOUBT] = ["requested/refund-order", "requested/same-wish", "sent/send-refund", "sent/doubt"].map(test) as [
  string,
  string,
  string,
  string,
];
const FREIGHT = test("requested/refund-freight");
const about = (name: string, fault: string, file: string) => ({ name, fault, file: of(file) });
const refunds: Mutant["simulations"] = ["refunds"];

/** Money goes back: once for each wish, and never more than came. */
export const REFUND_MUTANTS: Mutant[] = [
  {
    ...about("refund-without-its-key", "a refund is sent again under another number", "sent/send-refund"),
    before: "outRequestNo: refund.outRequestNo,",
    after: 'outRequestNo: refund.outRequestNo.slice(0, -2) + String(refund.checks).padStart(2, "0"),',
    tests: [SEND, DOUBT],
    simulations: refunds,
  },
  {
    ...about("refund-not-the-same", "a refund that may have been taken is sent again with another time", "sent/judge-send"),
    before: "return refund.openSends > 0 && refund.tryAt ? refund.tryAt : at;",
    after: "return at;",
    tests: [SEND, DOUBT, test("sent/batch-date")],
    simulations: refunds,
  },
  {
    ...about("wish-done-twice", "the same form begins another refund", "requested/start-refund"),
    before: "if (known) return { isNew: false, written: known };",
    after: "",
    tests: [WISH],
    simulations: refunds,
  },
  {
    ...about("key-of-another-wish", "a key with other contents is answered with the old refund", "requested/wish"),
    before: "deed === wish.deed &&\n    amountFen === wish.amountFen &&",
    after: "deed === wish.deed &&",
    tests: [WISH],
    simulations: refunds,
  },
  {
    ...about("refusal-believed", "a refusal ends a refund of which an earlier send may still be taken", "sent/judge-send"),
    before: '(finding === "not_done" && openSends === 0)',
    after: 'finding === "not_done"',
    tests: [DOUBT, SEND],
    simulations: refunds,
  },
  {
    ...about("refusal-not-asked-about", "a code that may hide a refund done before is believed", "sent/judge-send"),
    before: 'return isOnlySend && advice !== "check_trade";',
    after: "return isOnlySend;",
    tests: [SEND, DOUBT],
    simulations: refunds,
  },
  {
    ...about("unknown-is-failed", "a refund without an answer counts as refused", "sent/send-refund"),
    before: 'if (answer.kind === "unknown")\n    shop.log.warn(',
    after:
      'if (answer.kind === "unknown") return recordRefusal(shop, refundId, { kind: "refused", code: "UNKNOWN", detail: answer.detail, advice: "same_again_later" });\n  if (false)\n    shop.log.warn(',
    tests: [SEND, DOUBT],
    simulations: refunds,
  },
  {
    ...about("taken-is-done", "an answer that took a refund counts as one that did it", ""),
    file: "lib/alipay/openapi/refund.ts",
    before: 'const isDone = fieldText(answer.fields, "fund_change") === "Y";',
    after: "const isDone = true;",
    tests: ["lib/alipay/openapi/gateway.test.ts", test("whole-way")],
    simulations: refunds,
  },
  {
    ...about("no-turns", "two refunds of one trade are sent at the same time", "sent/send-refund"),
    before: "const turn = turnOf(siblings, refundId, at);",
    after: "const turn = at;",
    tests: [test("sent/turns"), SEND],
    simulations: refunds,
  },
  {
    ...about("no-payment-lock", "two refunds of one payment do not take turns", "lock-payment"),
    before:
      "await tx.$queryRaw`SELECT 1 FROM orders WHERE id = (SELECT order_id FROM payments WHERE id = ${paymentId}) FOR NO KEY UPDATE`;\n  await tx.$queryRaw`SELECT 1 FROM payments WHERE id = ${paymentId} FOR UPDATE`;",
    after: "",
    tests: [ORDER, test("sent/turns")],
    simulations: refunds,
  },
  {
    ...about("more-than-was-paid", "more is promised back than is left", "lock-payment"),
    before: "WHERE id = ${id} AND refunding_fen + ${amountFen} <= amount_fen`",
    after: "WHERE id = ${id}`",
    tests: [ORDER],
    simulations: refunds,
  },
  {
    ...about("promise-kept", "a refund that failed keeps its sum", "settle-refund"),
    before: "await tx.payment.update({ where: { id: payment.id }, data: { refundingFen: { decrement: refund.amountFen } } });",
    after: "",
    tests: [SEND],
    simulations: refunds,
  },
  {
    ...about("done-without-promise", "a failed refund that was done after all takes a sum that others have", "settle-refund"),
    before: 'if (refund.status === "FAILED" && !(await promiseFen(',
    after: 'if (refund.status === "FAILED" && false && !(await promiseFen(',
    tests: [test("reported/late-reports"), test("reported/reported-refunds"), DOUBT],
    simulations: refunds,
  },
  {
    ...about("shipped-order-closed", "an order that was sent is closed when its money has gone back", "book-refunded-money"),
    before: 'where: { id: orderId, status: "PAID" },',
    after: "where: { id: orderId },",
    tests: [ORDER],
    simulations: refunds,
  },
  {
    ...about("stock-not-returned", "a refunded order keeps its goods", "book-refunded-money"),
    before: 'await moveStock(tx, "return", orderId, lines, at);',
    after: "",
    tests: [ORDER],
    simulations: refunds,
  },
  {
    ...about("late-money-stays", "money that came twice or too late does not go back by itself", "requested/refund-unusable-payments"),
    before: "if (tried > 0 || !(await mayRefundItself(tx, { tradeNo, kind }))) return",
    after: "if (true) return",
    tests: [test("requested/held-money"), test("requested/decide-held-money")],
    simulations: ["buyers", "payments"],
  },
  {
    ...about("freight-given-back-twice", "more freight goes back than was paid", "requested/refund-order"),
    before: 'if (freightFen > 0 && freightFen > (await freightLeftFen(tx, locked))) return refuse("too_much");',
    after: "",
    tests: [FREIGHT],
    simulations: ["buyers"],
  },
  {
    ...about("freight-of-others-counted", "freight that another refund gave back is given back by a late one too", "settle-refund"),
    before: "const freightFen = Math.min(refund.freightFen, freightLeft);",
    after: "const freightFen = refund.freightFen;",
    tests: [FREIGHT],
    simulations: ["buyers"],
  },
];
