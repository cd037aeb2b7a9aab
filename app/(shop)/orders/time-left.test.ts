import { expect, test } from "vitest";
import { formatTimeLeft } from "./time-left";

test.each([
  [30 * 60_000, "30:00"],
  [30 * 60_000 - 1, "30:00"],
  [29 * 60_000 + 41_000, "29:41"],
  [9_000, "00:09"],
  [1, "00:01"],
  [0, "00:00"],
  [-5_000, "00:00"],
  [3_600_000, "1:00:00"],
  [3_723_000, "1:02:03"],
  [15 * 24 * 3_600_000, "360:00:00"],
])("a shopper with %i ms left reads %s", (leftMs, shown) => {
  expect(formatTimeLeft(leftMs)).toBe(shown);
});
