import { expect, test } from "vitest";
import { shownDays } from "./shown-days";

const TODAY = "2026-11-26";

test("an owner who asks for nothing sees the last thirty days, and who leaves an end open the thirty up to there or those since", () => {
  expect(shownDays({ from: null, to: null }, TODAY)).toEqual({ from: "2026-10-28", to: TODAY, isCut: false });
  expect(shownDays({ from: null, to: "2026-10-01" }, TODAY)).toEqual({ from: "2026-09-02", to: "2026-10-01", isCut: false });
  expect(shownDays({ from: "2026-11-01", to: null }, TODAY)).toEqual({ from: "2026-11-01", to: TODAY, isCut: false });
});

test("no day after today is shown, and of many years the last one is, which says that it is not all", () => {
  expect(shownDays({ from: "2026-12-01", to: "2027-01-01" }, TODAY)).toEqual({ from: TODAY, to: TODAY, isCut: false });
  expect(shownDays({ from: "2020-01-01", to: null }, TODAY)).toEqual({ from: "2025-11-26", to: TODAY, isCut: true });
});
