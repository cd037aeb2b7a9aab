import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OrderPhase, OrderStatusAnswer } from "@/lib/shop/orders/order";
import { pollOrder } from "./poll-order";

type Asked = { url: URL; signal: AbortSignal; answer: (answer: Partial<OrderStatusAnswer>) => Promise<void>; fail: () => Promise<void> };

let asked: Asked[];
let page: EventTarget & { hidden: boolean };
let browser: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  browser = new EventTarget();
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal("window", browser);
  vi.stubGlobal("document", page);
  vi.stubGlobal("location", { origin: "https://shop.example" });
  vi.stubGlobal("fetch", (url: URL, { signal }: { signal: AbortSignal }) => {
    return new Promise((resolve, reject) => {
      const settle = async (run: () => void) => {
        run();
        await vi.advanceTimersByTimeAsync(0);
      };
      signal.addEventListener("abort", () => reject(signal.reason));
      asked.push({
        url,
        signal,
        answer: (answer) => settle(() => resolve(Response.json(full(answer)))),
        fail: () => settle(() => reject(new TypeError("offline"))),
      });
    });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const full = (answer: Partial<OrderStatusAnswer>): OrderStatusAnswer => ({
  phase: "to_pay",
  refundMark: null,
  version: answer.phase ?? "to_pay",
  now: "2026-11-22T12:00:00.000Z",
  expiresAt: "2026-11-22T12:30:00.000Z",
  ...answer,
});

const watch = (phase: OrderPhase = "to_pay") => {
  const onChange = vi.fn();
  const onAnswer = vi.fn();
  const shown = { phase, refundMark: null, version: phase };
  const stop = pollOrder({ statusUrl: "/api/orders/1/status?t=secret", shown, onAnswer, onChange });
  return { onChange, onAnswer, stop };
};

const lastAsked = () => asked.at(-1) as Asked;

test("a waiting buyer asks at once, then holds on for news until the order is paid", async () => {
  const { onChange, onAnswer } = watch();
  expect(lastAsked().url.search).toBe("?t=secret");
  await lastAsked().answer({});
  expect(onAnswer).toHaveBeenCalledOnce();
  expect(onChange).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(1000);
  expect(Object.fromEntries(lastAsked().url.searchParams)).toEqual({ t: "secret", version: "to_pay", wait: "25" });
  await lastAsked().answer({ phase: "paid" });
  expect(onChange).toHaveBeenCalledOnce();

  await vi.advanceTimersByTimeAsync(1000);
  expect(Object.fromEntries(lastAsked().url.searchParams)).toEqual({ t: "secret", version: "paid", wait: "25" });
});

const comeBack = async () => {
  for (const hidden of [true, false]) {
    page.hidden = hidden;
    page.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
  }
};

test("a buyer who leaves the page of a paid order open is told when it is shipped, and then nothing is asked any more", async () => {
  const { onChange } = watch("paid");
  await lastAsked().answer({ phase: "paid" });
  expect(onChange).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  await lastAsked().answer({ phase: "shipped" });
  expect(onChange).toHaveBeenCalledOnce();

  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(2);
});

test("a buyer who comes back to an order at rest learns at once what became of it, with one question", async () => {
  const { onChange } = watch("shipped");
  browser.dispatchEvent(new Event("pageshow")); // as each page does when it has been loaded
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(0);

  await comeBack();
  await lastAsked().answer({ phase: "shipped" });
  expect(onChange).not.toHaveBeenCalled();
  await comeBack();
  await lastAsked().answer({ phase: "shipped", version: "shipped.YT2" });
  expect(onChange).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(2);
});

test("a buyer whose time is nearly over is told just when it is", async () => {
  watch();
  await lastAsked().answer({ expiresAt: "2026-11-22T12:00:06.500Z" });
  await vi.advanceTimersByTimeAsync(1000);
  expect(lastAsked().url.searchParams.get("wait")).toBe("7");
});

test("a page that finds no room among those that wait asks again when it was told to", async () => {
  watch();
  await lastAsked().answer({ askAgainInS: 10 });
  const count = asked.length;
  await vi.advanceTimersByTimeAsync(9_900);
  expect(asked).toHaveLength(count);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(count + 1);
});

test("a buyer on a bad line asks ever less often, and again at once when the line is back", async () => {
  watch();
  const pauses: number[] = [];
  for (let round = 0; round < 7; round++) {
    const before = Date.now();
    await lastAsked().fail();
    const count = asked.length;
    while (asked.length === count) await vi.advanceTimersByTimeAsync(500);
    pauses.push((Date.now() - before) / 1000);
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);

  await lastAsked().fail();
  const count = asked.length;
  browser.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(count + 1);
  expect(lastAsked().url.searchParams.has("version")).toBe(false);
});

test("a page out of sight asks nothing, and asks at once when it is seen again", async () => {
  watch();
  const first = lastAsked();
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(first.signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);

  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(2);
});

test("a buyer who comes back from the cashier's page sees the truth at once", async () => {
  watch();
  await lastAsked().answer({});
  browser.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(2);
});

test("a page that was left asks no more", async () => {
  const { stop, onChange } = watch();
  stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(lastAsked().signal.aborted).toBe(true);
  expect(asked).toHaveLength(1);
  expect(onChange).not.toHaveBeenCalled();
});
