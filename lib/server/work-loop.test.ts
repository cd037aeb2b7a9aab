import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Loop, longestRoundMs, type Need, runLoop, type Work } from "./work-loop";

const HANGS_MS = 5_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
const loops: Loop[] = [];
afterEach(async () => {
  const stopped = Promise.all(loops.splice(0).map((loop) => loop.stop()));
  await vi.advanceTimersByTimeAsync(200_000);
  await stopped;
  vi.useRealTimers();
});

type Row = { name: string; dueMs: number; tookMs?: number };

/** A loop over rows in memory, which notes when each was begun. */
function aLoop(
  rows: Row[],
  change: Partial<Work> = {},
  surroundings: { roundMs?: number; firstRestMs?: number } = {},
): { loop: Loop; begun: Map<string, number>; errors: unknown[] } {
  const begun = new Map<string, number>();
  const errors: unknown[] = [];
  const take = async (most: number) => {
    const due = rows.filter(({ dueMs, name }) => dueMs <= Date.now() && !begun.has(name)).slice(0, most);
    for (const { name } of due) begun.set(name, Date.now());
    return due.map(
      ({ tookMs = 0 }) =>
        () =>
          new Promise<void>((resolve) => setTimeout(resolve, tookMs)),
    );
  };
  const work = { name: "orders", everyMs: 1_000, atOnce: 10, longestMs: 600_000, take, ...change };
  const loop = runLoop(work, { now: () => new Date(), onError: (error) => errors.push(error), ...surroundings });
  loops.push(loop);
  return { loop, begun, errors };
}

const slow = (count: number): Row[] => Array.from({ length: count }, (_, i) => ({ name: `slow ${i}`, dueMs: 0, tookMs: HANGS_MS }));

describe("a loop of the worker", () => {
  test("begins what comes up within a second while nine others take their time", async () => {
    const { begun } = aLoop([...slow(9), { name: "new", dueMs: 1_500 }]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(begun.get("new")).toBe(2_000);
  });

  test("leaves a server that has just started to whoever waits for it, is alive meanwhile, and can be stopped", async () => {
    const begun = [0, 1].map(() => aLoop([{ name: "due", dueMs: 0 }], {}, { firstRestMs: 1_000 }));
    await vi.advanceTimersByTimeAsync(999);
    expect(begun.map((one) => one.begun.size)).toEqual([0, 0]);
    expect(begun[0]?.loop.health()).toMatchObject({ isTurning: true, beat: null });
    await begun[0]?.loop.stop();
    await vi.advanceTimersByTimeAsync(1);
    expect(begun.map((one) => one.begun.get("due"))).toEqual([undefined, 1_000]);
  });

  test("has no more under way than it may, and goes on with the next the moment one ends", async () => {
    const { begun } = aLoop(slow(25));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(begun.size).toBe(10);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun.size).toBe(20);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun.size).toBe(25);
  });

  test("is well while all that it may do hangs, for as long as that may take", async () => {
    const { loop } = aLoop(slow(10), { longestMs: HANGS_MS - 1 });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(loop.health()).toMatchObject({ state: "well", isTurning: true, beat: new Date(4_000) });
    await vi.advanceTimersByTimeAsync(999);
    expect(loop.health().state).toBe("well");
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 1);
    expect(loop.health().state).toBe("stuck");
  });

  test("is silent when it cannot take anything for a minute, but turns, so that a new process would help nobody", async () => {
    const { loop, errors } = aLoop([], {
      take: async () => {
        throw new Error("no database");
      },
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(loop.health()).toMatchObject({ state: "silent", isTurning: true, beat: null });
    await vi.advanceTimersByTimeAsync(70_000);
    expect(loop.health()).toMatchObject({ state: "silent", isTurning: true });
    expect(errors).toHaveLength(15);
  });

  test("does not turn when a round does not come to its end", async () => {
    const { loop } = aLoop([], { take: () => new Promise((resolve) => setTimeout(() => resolve([]), 90_000)) });
    await vi.advanceTimersByTimeAsync(62_000);
    expect(loop.health()).toMatchObject({ state: "silent", isTurning: false });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(loop.health()).toMatchObject({ state: "well", isTurning: true });
  });

  test("turns for whoever watches it while the machine's clock is put forward by hours: nobody restarts the shop for that", async () => {
    const { loop } = aLoop([], { everyMs: 3_600_000 });
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(loop.health().isTurning).toBe(true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(loop.health()).toMatchObject({ state: "well", isTurning: true });
  });

  test("turns while a question takes as long as the owner lets the database take", async () => {
    const late = () => new Promise<[]>((resolve) => setTimeout(() => resolve([]), 300_000));
    const { loop } = aLoop([], { take: late }, { roundMs: longestRoundMs(300_000) });
    await vi.advanceTimersByTimeAsync(299_000);
    expect(loop.health().isTurning).toBe(true);
    expect(longestRoundMs(1_000)).toBe(60_000);
  });

  test("goes on after a piece that failed, and says so", async () => {
    const broken = new Error("broken");
    const pieces = [
      () => Promise.reject(broken),
      async () => {
        done = true;
      },
    ];
    let done = false;
    const { errors } = aLoop([], { atOnce: 1, take: async () => pieces.splice(0, 1) });
    await vi.advanceTimersByTimeAsync(0);
    expect(errors).toEqual([broken]);
    expect(done).toBe(true);
  });

  test("that is stopped begins nothing more, and waits for what is under way", async () => {
    const { loop, begun } = aLoop(slow(15));
    await vi.advanceTimersByTimeAsync(1_000);
    let hasStopped = false;
    const stopped = loop.stop().then(() => {
      hasStopped = true;
    });
    await vi.advanceTimersByTimeAsync(3_999);
    expect(hasStopped).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await stopped;
    expect(begun.size).toBe(10);
  });

  test("renews what it holds in each round", async () => {
    const keep = vi.fn(async () => {});
    aLoop(slow(10), { keep });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(keep).toHaveBeenCalledTimes(4);
  });
});

describe("work that needs what is broken", () => {
  const aNeed = (answers: ReturnType<Need["admit"]>[]): Need & { released: number } => {
    const need = { released: 0, admit: () => answers.shift() ?? "none", release: () => void need.released++ };
    return need;
  };

  test("is not taken, is tried by one piece, and is taken again as a whole", async () => {
    const needs = aNeed(["none", "one", "all"]);
    const { begun } = aLoop(slow(5), { needs });
    await vi.advanceTimersByTimeAsync(999);
    expect(begun.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun.size).toBe(1);
    expect(needs.released).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun.size).toBe(5);
    await vi.advanceTimersByTimeAsync(HANGS_MS);
    expect(needs.released).toBe(1);
  });

  test("lets somebody else try when there is nothing to try it with", async () => {
    const needs = aNeed(["one"]);
    aLoop([], { needs });
    await vi.advanceTimersByTimeAsync(0);
    expect(needs.released).toBe(1);
  });
});
