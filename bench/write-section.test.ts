import { expect, test } from "vitest";
import { aimFor } from "./figures/measured";
import { aimsTable } from "./write-section";

const order = ["pages", "placing", "rsa"];
const table = (part: string, value: number, before: string[] = []) =>
  aimsTable(before, { part, aims: [aimFor("a rate", value, { least: 0.2 })], order }).split("\n");

test("who measures one part anew finds the others as they were, in the order of the document", () => {
  const before = table("placing", 0.1, table("rsa", 0.3));
  expect(before.slice(2)).toEqual(["| placing | a rate | ≥ 0.2 | 0.1 | **missed** |", "| rsa | a rate | ≥ 0.2 | 0.3 | met |"]);
  const after = table("placing", 0.25, before);
  expect(after.slice(2)).toEqual(["| placing | a rate | ≥ 0.2 | 0.25 | met |", "| rsa | a rate | ≥ 0.2 | 0.3 | met |"]);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
});

test("a part that is no longer measured goes", () => {
  expect(table("pages", 1, ["| gone | a rate | ≥ 1 | 2 | met |"])).toHaveLength(3);
});

test("what a machine cannot say is neither met nor missed", () => {
  const aims = [{ ...aimFor("a rate", 1, { most: 2 }), isMet: null }];
  expect(aimsTable([], { part: "pages", aims, order })).toMatch(/\| ≤ 2 \| 1 \| – \|$/);
});
