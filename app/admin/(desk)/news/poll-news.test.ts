import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { News } from "@/lib/shop/overview/read-news";
import { pollNews } from "./poll-news";

const NONE: News = { paid: 0, newest: null };
const ONE: News = { paid: 1, newest: "2026-11-22T01:00:00.000Z" };
const SECOND_MS = 1_000;
const HOUR_MS = 3600 * SECOND_MS;

let page: EventTarget & { hidden: boolean };
let answer: () => Promise<Partial<Response>>;
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { hidden: false });
  asked = 0;
  says(NONE);
  vi.stubGlobal("document", page);
  vi.stubGlobal("fetch", () => {
    asked++;
    return answer();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function says(news: News): void {
  answer = async () => Response.json(news);
}

function look(isHidden: boolean): void {
  page.hidden = isHidden;
  page.dispatchEvent(new Event("visibilitychange"));
}

function watch({ shown = NONE, listens = false } = {}) {
  const onNews = vi.fn();
  const stop = pollNews({ shown, onNews, listensWhenHidden: () => listens });
  return { onNews, stop };
}

test("an owner with an open page sees an order that was paid, and its being sent by somebody else", async () => {
  const { onNews } = watch();
  says(ONE);
  await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
  expect(onNews.mock.calls).toEqual([[ONE, true]]);
  says(NONE);
  await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
  expect(onNews.mock.calls).toEqual([
    [ONE, true],
    [NONE, false],
  ]);
});

test("a page on which nothing happens asks ever more seldom, once a minute at last, and soon again when something did", async () => {
  const { onNews } = watch();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked).toBeGreaterThan(55);
  expect(asked).toBeLessThan(75);
  says(ONE);
  while (onNews.mock.calls.length === 0) await vi.advanceTimersByTimeAsync(SECOND_MS);
  const before = asked;
  await vi.advanceTimersByTimeAsync(15 * SECOND_MS);
  expect(asked - before).toBeGreaterThanOrEqual(2);
});

test("a hidden page asks nothing, and at once when it is looked at again", async () => {
  const { onNews } = watch();
  look(true);
  says(ONE);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked).toBe(0);
  look(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(onNews).toHaveBeenCalledExactlyOnceWith(ONE, true);
});

test("an owner who wants to hear of orders does so behind another tab, twice a minute at most", async () => {
  const { onNews } = watch({ listens: true });
  look(true);
  says(ONE);
  await vi.advanceTimersByTimeAsync(30 * SECOND_MS);
  expect(onNews).toHaveBeenCalledExactlyOnceWith(ONE, true);
  const before = asked;
  await vi.advanceTimersByTimeAsync(60 * SECOND_MS);
  expect(asked - before).toBe(2);
});

test("a shop that cannot be reached is asked less and less; a login that ended, no more", async () => {
  const { onNews } = watch();
  answer = async () => Promise.reject(new TypeError("offline"));
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked).toBeLessThan(75);
  answer = async () => ({ type: "opaqueredirect" as const, ok: false });
  await vi.advanceTimersByTimeAsync(60 * SECOND_MS);
  const before = asked;
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  look(true);
  look(false);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked).toBe(before);
  expect(onNews).not.toHaveBeenCalled();
});

test("a page that is left asks no more", async () => {
  const { stop } = watch();
  await vi.advanceTimersByTimeAsync(5 * SECOND_MS);
  stop();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(asked).toBe(1);
});
