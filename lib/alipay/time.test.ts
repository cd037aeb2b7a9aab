import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { formatTime, parseTime } from "./time";

test("a payment's time is Beijing's", () => {
  expect(parseTime("2014-08-02 14:49:27")).toEqual(new Date("2014-08-02T06:49:27Z"));
  expect(formatTime(new Date("2026-11-22T16:00:00Z"))).toBe("2026-11-23 00:00:00");
});

test("milliseconds, where the gateway sends them, are kept", () => {
  expect(parseTime("2014-08-02 14:49:27.5")).toEqual(new Date("2014-08-02T06:49:27.500Z"));
  expect(parseTime("2014-08-02 14:49:27.123")).toEqual(new Date("2014-08-02T06:49:27.123Z"));
});

test("every second from 1992 to 2200 is the same after the wire", () => {
  const seconds = fc.integer({ min: Date.UTC(1992, 0) / 1000, max: Date.UTC(2200, 0) / 1000 });
  fc.assert(fc.property(seconds, (second) => parseTime(formatTime(new Date(second * 1000)))?.getTime() === second * 1000));
});

test("days and hours that no calendar has are refused, not rolled over", () => {
  for (const text of [
    "2026-02-29 00:00:00",
    "2026-13-01 00:00:00",
    "2026-11-31 00:00:00",
    "2026-01-01 24:00:00",
    "2026-01-01 00:60:00",
    "2026-01-01 00:00:60",
  ])
    expect(parseTime(text), text).toBeNull();
});

test("other notations are refused", () => {
  for (const text of [
    "",
    "2026-1-1 00:00:00",
    "2026-01-01T00:00:00",
    "2026-01-01 00:00",
    "2026-01-01 00:00:00Z",
    " 2026-01-01 00:00:00",
    "2026-01-01 00:00:00.1234",
  ])
    expect(parseTime(text), text).toBeNull();
});

test.each([
  ["America/New_York", 240],
  ["Asia/Shanghai", -480],
  ["Pacific/Kiritimati", -840],
])("a server in %s reads and writes the same", (zone, offset) => {
  vi.stubEnv("TZ", zone);
  expect(new Date(2026, 6, 1).getTimezoneOffset()).toBe(offset);
  expect(parseTime("2026-07-01 23:30:00")).toEqual(new Date("2026-07-01T15:30:00Z"));
  expect(formatTime(new Date("2026-07-01T15:30:00Z"))).toBe("2026-07-01 23:30:00");
  vi.unstubAllEnvs();
});
