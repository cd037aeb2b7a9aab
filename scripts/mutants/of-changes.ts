import type { Mutant } from "./mutant";

const TESTS = ["lib/shop/payments/change-order.db.test.ts"];
const of = (name: string) => `lib/shop/payments/${name}.ts`;
const about = (name: string, fault: string, file: string): Pick<Mutant, "name" | "fault" | "file" | "simulations" | "tests"> => ({
  ...{ name, fault, file: of(file), simulations: ["instances", "buyers"], tests: TESTS },
});

/** The owner changes an unpaid order: never two sums that can be paid, and none that its buyer has not seen. */
export const CHANGE_MUTANTS: Mutant[] = [
  {
    ...about("old-total-still-pays", "an order that was changed is paid by its old sum", "paying"),
    before: "AND o.total_fen = a.amount_fen AND ${isOpen}",
    after: "AND ${isOpen}",
  },
  {
    ...about("old-total-in-turn", "the same where a payment is looked at in turn", "judge-money"),
    before: "const isNow = attempt.amountFen === order.totalFen;",
    after: "const isNow = true;",
  },
  {
    ...about("change-without-closing", "the new sum stands while the old one can be paid", "judge-change"),
    before: "return !isNewSum || !open?.startedAt;",
    after: "return true;",
  },
  {
    ...about("change-of-paid-order", "an order is changed that is paid", "judge-change"),
    before: 'if (status !== "PENDING" || hasMoney) return "paid";',
    after: "",
  },
  {
    ...about("change-by-no-answer", "a payment of which nothing is known counts as closed when its time is over", "judge-change"),
    before: 'if (truth.kind !== "not_exist") return "wait";',
    after: 'if (truth.kind === "waiting") return "wait";',
  },
  {
    ...about("change-before-window", "a cashier page that was only opened counts as closed", "judge-change"),
    before: 'return asOf.getTime() >= payableUntil.getTime() + LINK_OVER_MS ? "apply_unopened" : "wait_for_window";',
    after: 'return "apply_unopened";',
  },
  {
    ...about("change-whatever-was-seen", "a change stands though its buyer was sent to the cashier meanwhile", "advance-change"),
    before: "const isClosed = !open || isAsSeen(open, seen);",
    after: "const isClosed = true;",
  },
  {
    ...about("sent-while-changing", "a buyer is sent to pay a sum that is being changed", "judge-start"),
    before: 'return changing ? "changing" : null;',
    after: "return null;",
  },
  {
    ...about("sum-not-seen", "a button that showed another sum pays", "start-payment"),
    before: "if (!isSumSeen(order, seenFen))",
    after: "if (false)",
  },
  {
    ...about("address-not-seen", "a button pays that stood beside another address", "start-payment"),
    before: "if (!isAddressSeen({ hasMoved: order.changes.length > 0, termChanges }, seenTerms))",
    after: "if (false)",
  },
  {
    ...about("changed-unseen", "an order is changed to what its owner has not seen", "change-order"),
    before: "if (hasMoved(form.seen, facts))",
    after: "if (false)",
  },
  {
    ...about("change-key-reused", "a form that was saved before saves something else in silence", "change-order"),
    before: "return known.contents === contents",
    after: "return known.contents !== ''",
  },
];
