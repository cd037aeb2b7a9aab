import { expect, test } from "vitest";
import { matchSum } from "./match-sum";

const underWay = (...amounts: number[]) => amounts.map((amountFen, index) => ({ id: BigInt(index), amountFen, lastAnswer: "accepted" }));
const unanswered = (...amounts: number[]) => underWay(...amounts).map((refund) => ({ ...refund, lastAnswer: "unknown: timeout" }));

test.each([
  ["is the one that is under way", underWay(500), 500, [500]],
  ["is one of several, by its sum", underWay(500, 300), 300, [300]],
  ["is both", underWay(500, 300), 800, [500, 300]],
  ["is one that Alipay took, and more from its console", underWay(500), 800, [500]],
])("a sum that was given back %s", (_, refunds, newFen, amounts) => {
  expect(matchSum(refunds, newFen)?.map(({ amountFen }) => amountFen)).toEqual(amounts);
});

test.each([
  ["two of the same sum", underWay(500, 500), 500],
  ["one and the two that make as much", underWay(500, 300, 200), 500],
  ["less than the one that is under way", underWay(500), 300],
  ["more than one that perhaps never arrived", unanswered(500), 800],
  ["one of too many", underWay(...Array.from({ length: 9 }, (_, index) => index + 1)), 9],
])("but nothing is guessed for %s", (_, refunds, newFen) => {
  expect(matchSum(refunds, newFen)).toBeNull();
});
