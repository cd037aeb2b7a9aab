import { expect, test, vi } from "vitest";
import { goTogether } from "./go-together";

/** Runs that end when the test says so. */
function runs() {
  const begun: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  const run = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      begun.push({ items, end: (error) => (error ? reject(error) : resolve(items.map((item) => item * 10))) });
    });
  return { begun, run, of: () => begun.map(({ items }) => items) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("who comes to an idle place begins at once, and who comes meanwhile goes together in the next run", async () => {
  const { begun, run, of } = runs();
  const ask = goTogether({ atMost: 3, atOnce: 1, lateMs: 60_000, run });
  const answers = [1, 2, 3, 4, 5].map(ask);
  expect(of()).toEqual([[1]]);
  begun[0]?.end();
  expect(await answers[0]).toBe(10);
  await settled();
  expect(of()).toEqual([[1], [2, 3, 4]]);
  begun[1]?.end();
  await settled();
  expect(of()).toEqual([[1], [2, 3, 4], [5]]);
  begun[2]?.end();
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
  expect(ask(6)).toBeInstanceOf(Promise);
  expect(of().at(-1)).toEqual([6]);
});

test("nobody fails for another's sake: after a run that fails each is run alone", async () => {
  const done: (readonly number[])[] = [];
  const ask = goTogether({
    atMost: 16,
    atOnce: 1,
    lateMs: 60_000,
    run: async (items: readonly number[]) => {
      done.push(items);
      await settled();
      if (items.includes(3)) throw new Error("three is poison");
      return items;
    },
  });
  const answers = await Promise.allSettled([1, 2, 3, 4].map(ask));
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(done).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
});

test("a run that hangs keeps others waiting for a short time only", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const { begun, run, of } = runs();
    const ask = goTogether({ atMost: 16, atOnce: 1, lateMs: 150, run });
    const [first, second] = [ask(1), ask(2)];
    await vi.advanceTimersByTimeAsync(149);
    expect(of()).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(of()).toEqual([[1], [2]]);
    begun[1]?.end();
    expect(await second).toBe(20);
    begun[0]?.end();
    expect(await first).toBe(10);
    await settled();
    void ask(3);
    expect(of()).toEqual([[1], [2], [3]]);
    void ask(4);
    expect(of()).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test("a run that gives fewer outcomes than were asked for answers nobody with another's", async () => {
  const ask = goTogether({
    atMost: 16,
    atOnce: 1,
    lateMs: 60_000,
    run: async (items: readonly number[]) => {
      await settled();
      return items.slice(1);
    },
  });
  const answers = await Promise.allSettled([1, 2, 3].map(ask));
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});
