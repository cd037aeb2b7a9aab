import { expect, test } from "vitest";
import { inLanguage } from "@/lib/language/language";
import { formatClock, formatMinute, formatShortTime, formatTime } from "./format-time";

test("a shopper reads Beijing time wherever the server stands", () => {
  expect(formatTime(new Date("2026-11-22T16:05:09Z"))).toBe("2026-11-23 00:05:09");
  expect(formatClock(new Date("2026-11-22T16:05:09Z"))).toBe("00:05");
});

test("a shopper who reads English reads the same moment as English writes it", () => {
  const at = new Date("2026-11-22T16:05:09Z");
  const read = inLanguage("en", () => [formatTime(at), formatMinute(at), formatShortTime(at), formatClock(at)]);
  expect(read).toEqual(["23 Nov 2026, 00:05:09", "23 Nov 2026, 00:05", "23 Nov, 00:05", "00:05"]);
  expect([formatMinute(at), formatShortTime(at)]).toEqual(["2026-11-23 00:05", "11-23 00:05"]);
});
