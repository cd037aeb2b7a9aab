import { expect, test } from "vitest";
import { isOwnOutTradeNo, newOrderNo, newOutTradeNo } from "./order-no";

test("an order number begins with the day in Shanghai, whatever the machine's zone", () => {
  expect(newOrderNo(new Date("2026-11-22T15:59:59Z"))).toMatch(/^261122\d{10}$/);
  expect(newOrderNo(new Date("2026-11-22T16:00:00Z"))).toMatch(/^261123\d{10}$/);
});

test("a payment's number is letters and digits, at most 64, and no two are alike", () => {
  const made = Array.from({ length: 1000 }, () => newOutTradeNo(new Date(), "ABCDEFGH"));
  expect(new Set(made).size).toBe(1000);
  expect(made.every((no) => /^[A-Z0-9]{10,64}$/.test(no))).toBe(true);
});

test("a shop knows its own payments' numbers, those of its earlier prefixes too, and takes nobody else's for them", () => {
  const at = new Date("2026-11-22T04:00:00Z");
  const [plain, a, b] = ["", "A", "B"].map((prefix) => newOutTradeNo(at, prefix));
  expect([plain, a, b].map((no) => isOwnOutTradeNo(no ?? "", ["A", ""]))).toEqual([true, true, false]);
  expect(isOwnOutTradeNo(plain ?? "", ["A"])).toBe(false);
  for (const no of ["", "XP", "COUNTER-1", "xp20261122000000000000000001", `${plain}0`, `${plain}`.slice(0, -1), ` ${plain}`, `${plain}\n`])
    expect(isOwnOutTradeNo(no, ["", "A"]), no).toBe(false);
});
