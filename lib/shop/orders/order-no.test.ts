import { expect, test } from "vitest";
import { newOrderNo, newOutTradeNo } from "./order-no";

test("an order number begins with the day in Shanghai, whatever the machine's zone", () => {
  expect(newOrderNo(new Date("2026-11-22T15:59:59Z"))).toMatch(/^261122\d{10}$/);
  expect(newOrderNo(new Date("2026-11-22T16:00:00Z"))).toMatch(/^261123\d{10}$/);
});

test("a payment's number is letters and digits, at most 64, and no two are alike", () => {
  const made = Array.from({ length: 1000 }, () => newOutTradeNo(new Date()));
  expect(new Set(made).size).toBe(1000);
  expect(made.every((no) => /^[A-Z0-9]{10,64}$/.test(no))).toBe(true);
});
