import { expect, test } from "vitest";
import { formatClock, formatTime } from "./format-time";

test("a shopper reads Beijing time wherever the server stands", () => {
  expect(formatTime(new Date("2026-11-22T16:05:09Z"))).toBe("2026-11-23 00:05:09");
  expect(formatClock(new Date("2026-11-22T16:05:09Z"))).toBe("00:05");
});
