import { expect, test } from "vitest";
import { slopePerHour } from "./slope";

const line = (perMinute: number, noise: (minute: number) => number = () => 0) =>
  Array.from({ length: 60 }, (_, minute) => ({ minute, value: 250 + perMinute * minute + noise(minute) }));

test("memory that grows by a megabyte a minute grows by sixty an hour, also when it goes up and down", () => {
  expect(slopePerHour(line(1))).toBeCloseTo(60);
  expect(slopePerHour(line(1, (minute) => (minute % 2 === 0 ? 20 : -20)))).toBeCloseTo(60, -1);
  expect(slopePerHour(line(0))).toBe(0);
});

test("of a few measurements nobody says how it goes on", () => {
  expect(slopePerHour(line(1).slice(0, 9))).toBe(null);
});
