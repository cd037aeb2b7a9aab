import { expect, test } from "vitest";
import type { Healed } from "../trials/heal";
import { countFallen, countStruck, countTown, figuresOf, isFlawless, killsOf, newTally, report } from "./tally";

const healed: Healed = {
  ...{ paidTrades: 3, paidFen: 1_050, paidOrders: 2, refunded: 1, held: 0 },
  ...{ lost: [], doubled: [], waiting: [], invariants: "", tookMs: 20_000 },
};
const people = { placed: 5, refundsPressed: 1, strange: [] };

test("whoever reads the end of a run sees how many were killed where, how fast, and that nothing is missing", () => {
  const tally = newTally();
  for (const tookMs of [2_000, 4_000])
    countFallen(tally, { what: "after commit: booking a payment", restarts: [{ part: "server", tookMs }] });
  countFallen(tally, { what: "at random: emulator", restarts: [{ part: "emulator", tookMs: 900 }] });
  countTown(tally, { healed, ...people });
  countTown(tally, { healed, ...people });
  expect(killsOf(tally)).toBe(3);
  expect(isFlawless(tally)).toBe(true);
  const said = report(tally, 60_000);
  expect(said).toContain("3 kills in 1 min (180 an hour)");
  expect(said).toContain("10 orders placed, 6 paid at Alipay (21.00 yuan), 2 refunds pressed");
  expect(said).toContain("0 lost, 0 doubled, 0 waiting, 0 broken invariants");
  expect(said).toContain("2 × after commit: booking a payment");
  expect(said).toContain("4.0 s at worst");
});

test("whoever wants a run to be quicker reads what a kill's seconds go into, and how much was lost in the midst with each", () => {
  const tally = newTally();
  countStruck(tally, { what: "before commit: booking a payment", underWay: 1 });
  countStruck(tally, { what: "at random: all", underWay: 7 });
  tally.phases.meeting = 3_000;
  tally.phases.end = 1_000;
  const said = "beginning 0.0, standing again 0.0, meeting 1.5, end 0.5";
  expect(figuresOf(tally, 4_000)).toMatchObject({ kills: 2, "seconds each": "2.0", "answers lost with them": 8, "of the seconds": said });
  expect(report(tally, 4_000)).toContain(said);
});

test.each([
  { lost: ["X1 is paid and is not in the books"] },
  { doubled: ["the order o1 is paid more than once"] },
  { waiting: ["the order 1 is PENDING"] },
  { invariants: "stock_differs_from_ledger: 1" },
])("a run with %j is no good run, and its report names it", (fault) => {
  const tally = newTally();
  countTown(tally, { healed: { ...healed, ...fault }, ...people });
  expect(isFlawless(tally)).toBe(false);
  expect(report(tally, 1_000)).toContain(Object.values(fault).flat()[0]);
});
