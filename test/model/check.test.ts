import { describe, expect, test } from "vitest";
import { checkModel, type Model, NEVER_ENDS, reachable, textOf } from "./check";
import { paymentModel } from "./payments/model";
import { refundModel } from "./refunds/model";

/** A number that goes up by one or by two, and may fall into a pit at seven. */
const counting = (change: Partial<Model<number>> = {}): Model<number> => ({
  initial: 0,
  steps: (state) => [
    ...(state >= 0 && state < 10 ? [{ cause: "shop" as const, tells: "one more", next: state + 1 }] : []),
    ...(state >= 0 && state < 9 ? [{ cause: "wish" as const, tells: "two more", next: state + 2 }] : []),
    ...(state === 6 ? [{ cause: "fault" as const, tells: "into the pit", next: -1 }] : []),
  ],
  broken: () => null,
  isOver: (state) => state === 10 || state === -1,
  ...change,
});

describe("the checker", () => {
  test("sees every state once, and says so when all is well", () => {
    expect(checkModel(counting())).toMatchObject({ states: 12, finding: null, isWhole: true });
    expect([...reachable(counting())].sort((one, other) => one - other)).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("tells the shortest way to what must not be", () => {
    const { finding } = checkModel(counting({ broken: (state) => (state === 5 ? "five" : null) }));
    expect(finding).toEqual({ rule: "five", story: ["1. one more", "2. two more", "3. two more"] });
  });

  test("finds where nothing leads to an end any more, also when somebody or luck could help", () => {
    const { finding } = checkModel(counting({ isOver: (state) => state === 10 }));
    expect(finding).toEqual({ rule: NEVER_ENDS, story: ["1. two more", "2. two more", "3. two more", "4. into the pit"] });
    const needsAWish = counting({ steps: (state) => (state < 10 ? [{ cause: "wish", tells: "one more", next: state + 1 }] : []) });
    expect(checkModel(needsAWish).finding).toMatchObject({ rule: NEVER_ENDS, story: [] });
  });

  test("does not say that it saw all when it stopped before", () => {
    expect(checkModel(counting(), { atMost: 4 })).toMatchObject({ finding: null, isWhole: false });
  });
});

test("the short names of states lose nothing: there are as many as written out in full", () => {
  const bounds = { instances: 1, contracts: 2, sendings: 1, notices: 1, rivals: false, changes: 0 } as const;
  const models = [paymentModel(bounds), paymentModel({ ...bounds, contracts: 1, notices: 0, changes: 1 })];
  const refunds = refundModel({ protocol: "sum", amounts: [1, 2], paid: 2, instances: 1, faults: 1, console: true });
  for (const payments of models) expect([...reachable(payments)].length).toBe([...reachable({ ...payments, key: textOf })].length);
  expect([...reachable(refunds)].length).toBe([...reachable({ ...refunds, key: textOf })].length);
});
