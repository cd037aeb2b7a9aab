import { describe, expect, test } from "vitest";
import { checkModel } from "./check";
import { refundModel } from "./refunds/model";
import { REFUND_MUTANTS, type RefundBounds } from "./refunds/state";
import { IS_WHOLE, tell } from "./told";

const ONE: Omit<RefundBounds, "protocol"> = { amounts: [1], paid: 2, instances: 1, faults: 2, console: false };
const PROTOCOLS = ["number", "sum"] as const;

const SHORT: [string, Omit<RefundBounds, "protocol">][] = [
  ["one refund, two instances and three faults", { ...ONE, instances: 2, faults: 3 }],
  ["two refunds, one instance and two faults", { ...ONE, amounts: [1, 1] }],
  ["two refunds of which one takes all, two faults and the console", { ...ONE, amounts: [1, 2], console: true }],
];
const WHOLE: [string, Omit<RefundBounds, "protocol">][] = [
  ["two refunds, two instances and two faults", { ...ONE, amounts: [1, 1], instances: 2 }],
  ["two refunds, three faults and the console", { ...ONE, amounts: [1, 1], faults: 3, console: true }],
];
/** In which world each fault of the model is met. */
const MUTATED = { ...ONE, amounts: [1, 2], console: true };

describe.each(PROTOCOLS)("whatever is lost, late, refused or killed, money goes back once, where Alipay answers by %s", (protocol) => {
  test.each(IS_WHOLE ? [...SHORT, ...WHOLE] : SHORT)(
    "with %s",
    (name, bounds) => {
      const checked = checkModel(refundModel({ ...bounds, protocol }));
      tell(`${name} (${protocol})`, checked);
      expect(checked).toMatchObject({ finding: null, isWhole: true });
    },
    3600_000,
  );
});

describe("the checker is no rubber stamp: a shop that refunds otherwise is found out", () => {
  test.each(REFUND_MUTANTS)(
    "%s",
    (mutant) => {
      const found = PROTOCOLS.map((protocol) => checkModel(refundModel({ ...MUTATED, protocol, mutant }), { atMost: 300_000 }));
      const caught = found.find(({ finding }) => finding !== null);
      if (caught) tell(mutant, caught);
      expect(caught?.finding?.story.length).toBeGreaterThan(1);
    },
    600_000,
  );
});
