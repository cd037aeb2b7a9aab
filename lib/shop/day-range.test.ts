import { expect, test } from "vitest";
import { momentsOf, quickDays, readDayRange } from "./day-range";

test("an owner who types days the wrong way round, or what is no day, gets what they meant or all days", () => {
  expect(readDayRange("2026-11-20", "2026-11-26")).toEqual({ from: "2026-11-20", to: "2026-11-26" });
  expect(readDayRange("2026-11-26", "2026-11-20")).toEqual({ from: "2026-11-20", to: "2026-11-26" });
  for (const typed of ["", "2026-02-30", "26-11-2026", "1999-01-01", undefined, ["2026-11-20"], "2026-11-20 "])
    expect(readDayRange(typed, "2026-11-26"), String(typed)).toEqual({ from: null, to: "2026-11-26" });
});

test("a day begins and ends at midnight in Shanghai, and an open end stays open", () => {
  expect(momentsOf({ from: "2026-11-20", to: "2026-11-20" })).toEqual({
    from: new Date("2026-11-19T16:00:00Z"),
    to: new Date("2026-11-20T16:00:00Z"),
  });
  expect(momentsOf({ from: null, to: null })).toEqual({ from: null, to: null });
});

test("近7天 and 近30天 have so many days with today, over the end of a month and of a year", () => {
  expect(quickDays("today", "2027-01-01")).toEqual({ from: "2027-01-01", to: "2027-01-01" });
  expect(quickDays("yesterday", "2027-01-01")).toEqual({ from: "2026-12-31", to: "2026-12-31" });
  expect(quickDays("week", "2027-01-03")).toEqual({ from: "2026-12-28", to: "2027-01-03" });
  expect(quickDays("month", "2026-03-01")).toEqual({ from: "2026-01-31", to: "2026-03-01" });
});
