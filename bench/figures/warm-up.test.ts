import { expect, test } from "vitest";
import { warmUp } from "./warm-up";

/** Rates one after the other, then the last again and again. */
function rising(...rates: number[]): () => Promise<number> {
  return async () => (rates.length > 1 ? rates.shift() : rates[0]) ?? 0;
}

test("a server that is warm is asked three times: once to know its rate, twice to see that it stays", async () => {
  expect(await warmUp(rising(100))).toBe(3);
});

test("a server that grows faster is asked until it does no more", async () => {
  expect(await warmUp(rising(20, 40, 60, 80, 100, 101))).toBe(7);
});

test("one slow round among others is no sign of being warm", async () => {
  expect(await warmUp(rising(50, 20, 100, 120, 121))).toBe(6);
});

test("a server that never comes to rest is not waited for without end", async () => {
  let rate = 1;
  expect(await warmUp(async () => (rate *= 2), 5)).toBe(5);
});
