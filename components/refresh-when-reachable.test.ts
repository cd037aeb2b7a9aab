import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refreshWhenReachable } from "./refresh-when-reachable";

let browser: EventTarget;
let answers: (number | "offline")[];
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  browser = new EventTarget();
  answers = [];
  asked = 0;
  vi.stubGlobal("window", browser);
  vi.stubGlobal("location", { href: "http://shop.test/orders/1" });
  vi.stubGlobal("fetch", async () => {
    asked += 1;
    const answer = answers.shift() ?? "offline";
    if (answer === "offline") throw new TypeError("offline");
    return new Response(null, { status: answer });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = () => {
  const [refresh, onFailure] = [vi.fn(), vi.fn()];
  return { refresh, onFailure, stop: refreshWhenReachable({ refresh, onFailure }) };
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("a page is refreshed at once where the shop answers", async () => {
  answers = [200];
  const { refresh, onFailure } = begin();
  await pass(0);
  expect(refresh).toHaveBeenCalledOnce();
  expect(onFailure).not.toHaveBeenCalled();
});

test.each([["offline"], [502], [500], [429]] as const)(
  "a page whose shop answers %s stays, says so and is refreshed later",
  async (answer) => {
    answers = [answer, 200];
    const { refresh, onFailure } = begin();
    await pass(0);
    expect(onFailure).toHaveBeenCalledOnce();
    expect(refresh).not.toHaveBeenCalled();
    await pass(2000);
    expect(refresh).toHaveBeenCalledOnce();
  },
);

test("a page without a network asks ever less often, and at once when the network is back", async () => {
  const { refresh } = begin();
  await pass(0);
  for (const [pauseS, times] of [2, 4, 8, 16, 30, 30].map((pause, index) => [pause, index + 2] as const)) {
    await pass(pauseS * 1000 - 1);
    expect(asked).toBe(times - 1);
    await pass(1);
    expect(asked).toBe(times);
  }
  answers = [200];
  browser.dispatchEvent(new Event("online"));
  await pass(0);
  expect(refresh).toHaveBeenCalledOnce();
  await pass(120_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("a page that was left is not refreshed any more", async () => {
  const { refresh, stop } = begin();
  await pass(0);
  answers = [200];
  stop();
  await pass(120_000);
  expect([asked, refresh.mock.calls.length]).toEqual([1, 0]);
});
