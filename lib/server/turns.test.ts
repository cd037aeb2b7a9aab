import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTurns, type TurnLimits } from "./turns";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue that remembers who had a turn, in order, and how each ends it. */
function street(limits: Partial<TurnLimits> = {}) {
  const turns = createTurns({ atOnce: 1, perNetwork: 1, waitingPerAddress: 100, turnMs: 150, ...limits });
  const had: string[] = [];
  const end = new Map<string, () => void>();
  const come = (name: string, network: string, address = network) =>
    turns.enter({ network, address }, (done) => {
      had.push(name);
      end.set(name, done);
    });
  return { had, come, leave: (name: string) => end.get(name)?.() };
}

test("a shopper who comes after a stranger's hundred requests has the next turn", () => {
  const { had, come, leave } = street();
  for (let index = 0; index < 50; index++) come(`stranger ${index}`, "10.66.6.0/24");
  come("shopper", "10.9.1.0/24");
  leave("stranger 0");
  expect(had).toEqual(["stranger 0", "shopper"]);
});

test("the network that has waited longest since its last turn has the next, and within one the addresses go in a circle", () => {
  const { had, come, leave } = street();
  come("first", "x");
  for (const name of ["a1", "a2", "a3"]) come(name, "carrier", "a");
  come("b1", "carrier", "b");
  for (const name of ["c1", "c2"]) come(name, "other");
  for (let turn = 0; turn < 7; turn++) leave(had.at(-1) ?? "");
  expect(had).toEqual(["first", "a1", "c1", "b1", "c2", "a2", "a3"]);
});

test("one network never has the last place: a shopper is let in at once", () => {
  const { had, come } = street({ atOnce: 3, perNetwork: 2 });
  for (const name of ["s1", "s2", "s3"]) come(name, "stranger");
  expect(had).toEqual(["s1", "s2"]);
  come("shopper", "home");
  expect(had).toEqual(["s1", "s2", "shopper"]);
});

test("whoever only waits for something else loses the turn in time, and gets no second one for ending it late", () => {
  const { had, come, leave } = street();
  for (const name of ["slow", "next", "after"]) come(name, name);
  vi.advanceTimersByTime(149);
  expect(had).toEqual(["slow"]);
  vi.advanceTimersByTime(1);
  expect(had).toEqual(["slow", "next"]);
  leave("slow");
  expect(had).toEqual(["slow", "next"]);
});

test("whoever goes away while waiting has no turn, and leaves nothing behind", () => {
  const { had, come, leave } = street();
  come("first", "x");
  const away = come("impatient", "y");
  come("patient", "z");
  away?.();
  away?.();
  leave("first");
  expect(had).toEqual(["first", "patient"]);
});

test("an address whose requests wait in great numbers is told so, and another is not", () => {
  const { had, come } = street({ waitingPerAddress: 2 });
  come("first", "stranger");
  expect([come("second", "stranger"), come("third", "stranger")].every(Boolean)).toBe(true);
  expect(come("fourth", "stranger")).toBeNull();
  expect(come("shopper", "home")).not.toBeNull();
  expect(had).toEqual(["first"]);
});

test("however many networks come that never came before, a shopper who had a turn has another in time", () => {
  const { had, come, leave } = street();
  come("first", "home");
  come("before", "elsewhere");
  leave("first");
  come("shopper", "home");
  let turns = 0;
  while (had.at(-1) !== "shopper" && turns < 5000) {
    for (const name of [`a${turns}`, `b${turns}`]) come(name, name);
    leave(had.at(-1) ?? "");
    turns++;
  }
  expect(turns).toBeLessThanOrEqual(500);
});

test("who is late because the processor is used up keeps the turn for a while: another would only make all slower", () => {
  let isBusy = true;
  const { had, come } = street({ watchProcessor: () => () => isBusy });
  for (const name of ["slow", "next", "after"]) come(name, name);
  vi.advanceTimersByTime(450);
  expect(had).toEqual(["slow"]);
  isBusy = false;
  vi.advanceTimersByTime(150);
  expect(had).toEqual(["slow", "next"]);
  isBusy = true;
  vi.advanceTimersByTime(8 * 150 - 1);
  expect(had).toEqual(["slow", "next"]);
  vi.advanceTimersByTime(1);
  expect(had).toEqual(["slow", "next", "after"]);
});

test("whoever watches the shop sees how many have a turn and how many wait, and nobody who has gone away", () => {
  const turns = createTurns({ atOnce: 2, perNetwork: 1, waitingPerAddress: 100, turnMs: 150 });
  const ends: (() => void)[] = [];
  const come = (network: string, address = network) => turns.enter({ network, address }, (done) => ends.push(done));
  come("a");
  come("b");
  come("a");
  come("a", "another of a");
  const leave = come("c");
  expect(turns.standing()).toEqual({ running: 2, waiting: 3 });
  leave?.();
  expect(turns.standing()).toEqual({ running: 2, waiting: 2 });
  for (const end of ends) end();
  expect(turns.standing()).toEqual({ running: 0, waiting: 0 });
});
