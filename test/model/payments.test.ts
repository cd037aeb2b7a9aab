import { describe, expect, test } from "vitest";
import { checkModel } from "./check";
import { paymentModel } from "./payments/model";
import { CHANGE_MUTANTS, PAYMENT_MUTANTS, type PaymentBounds, type PaymentMutant } from "./payments/state";
import { IS_WHOLE, tell } from "./told";

const ONE: PaymentBounds = { instances: 1, contracts: 1, sendings: 1, notices: 1, rivals: false, changes: 0 };
/** Its owner wants another sum, and its buyer goes to pay the old one and the new one. */
const CHANGED: PaymentBounds = { ...ONE, notices: 0, sendings: 2, changes: 1 };
const SHORT: [string, PaymentBounds][] = [
  ["one instance, and others who want the goods", { ...ONE, rivals: true }],
  ["one instance, two contracts, and a buyer who goes to pay twice", { ...ONE, contracts: 2, sendings: 2 }],
  ["two instances, and a buyer who goes to pay once", { ...ONE, instances: 2 }],
  ["one instance, and an owner who wants another sum", CHANGED],
];
const WHOLE: [string, PaymentBounds][] = [
  ["one instance, and an owner who wants another sum twice", { ...CHANGED, changes: 2, sendings: 3 }],
  ["two instances, and an owner who wants another sum", { ...CHANGED, instances: 2 }],
  ["two instances, and a notice that comes twice", { ...ONE, instances: 2, notices: 2 }],
  ["two instances, and others who want the goods", { ...ONE, instances: 2, rivals: true }],
  ["two instances, two contracts, and a buyer who goes to pay twice", { ...ONE, instances: 2, contracts: 2, sendings: 2 }],
];
/** In which world a fault of the model is met. */
function worldOf(mutant: PaymentMutant): PaymentBounds {
  if (mutant === "a buyer is sent to pay meanwhile, and the new sum stands all the same") return { ...CHANGED, instances: 2 };
  if (isOfChanges(mutant)) return CHANGED;
  return mutant === "a new attempt beside an open one" ? { ...ONE, contracts: 2, sendings: 2 } : { ...ONE, rivals: true };
}
const isOfChanges = (mutant: PaymentMutant) => CHANGE_MUTANTS.some((one) => one === mutant);

describe("whatever is lost, late, doubled or killed, a payment is accounted for", () => {
  test.each(IS_WHOLE ? [...SHORT, ...WHOLE] : SHORT)(
    "with %s",
    (name, bounds) => {
      const checked = checkModel(paymentModel(bounds));
      tell(name, checked);
      expect(checked).toMatchObject({ finding: null, isWhole: true });
    },
    3600_000,
  );
});

describe("the checker is no rubber stamp: a shop that works otherwise is found out", () => {
  test.each(PAYMENT_MUTANTS)(
    "%s",
    (mutant) => {
      const checked = checkModel(paymentModel({ ...worldOf(mutant), mutant }), { atMost: 100_000 });
      tell(mutant, checked);
      expect(checked.finding?.story.length).toBeGreaterThan(1);
    },
    600_000,
  );
});
