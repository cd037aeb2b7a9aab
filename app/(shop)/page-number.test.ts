import { expect, test } from "vitest";
import { pageNumber } from "./page-number";

test("a shopper turns the page", () => {
  expect(pageNumber("3")).toBe(3);
});

test("a shopper with a broken link sees the first page", () => {
  for (const broken of [undefined, "", "0", "-1", "1e3", "2.5", "９", ["2", "3"], "99999"]) expect(pageNumber(broken)).toBe(1);
});

test("nobody asks the database to count to a thousand pages", () => {
  expect(pageNumber("999")).toBe(500);
});
