import { expect, test } from "vitest";
import { changeTogether, readTogether } from "./together";

/** A table that is read on command, so that a test says what happens meanwhile. */
function table() {
  const rows = new Map([
    ["a", 1],
    ["b", 2],
  ]);
  const readings: { keys: string[]; end: (error?: Error) => void }[] = [];
  const ask = readTogether<string, number>((keys) => {
    const seen = new Map(rows);
    return new Promise((resolve, reject) => readings.push({ keys, end: (error) => (error ? reject(error) : resolve(seen)) }));
  });
  /** Until as many readings have begun. */
  const begun = async (count: number) => {
    while (readings.length < count) await new Promise(setImmediate);
  };
  return { rows, readings, ask, begun };
}

test("a hundred pages that ask at the same moment are one reading, and each is told of its own order", async () => {
  const { readings, ask, begun } = table();
  const asked = Array.from({ length: 100 }, (_, at) => ask(at % 2 ? "a" : "b"));
  await begun(1);
  readings[0]?.end();
  expect(new Set(await Promise.all(asked))).toEqual(new Set([1, 2]));
  expect(readings.map(({ keys }) => keys.toSorted())).toEqual([["a", "b"]]);
});

test("who asks because of news while others are being answered is told what was true after asking, never before", async () => {
  const { rows, readings, ask, begun } = table();
  const before = ask("a");
  await begun(1);
  rows.set("a", 7);
  const after = [ask("a"), ask("b"), ask("nobody")];
  readings[0]?.end();
  expect(await before).toBe(1);
  await begun(2);
  readings[1]?.end();
  expect(await Promise.all(after)).toEqual([7, 2, undefined]);
  expect(readings).toHaveLength(2);
});

test("a reading that fails is an error for those that it was for, and the next one is answered", async () => {
  const { readings, ask, begun } = table();
  const failing = [ask("a"), ask("b")].map((asked) => expect(asked).rejects.toThrow("the database is gone"));
  await begun(1);
  const next = ask("a");
  readings[0]?.end(new Error("the database is gone"));
  await Promise.all(failing);
  await begun(2);
  readings[1]?.end();
  expect(await next).toBe(1);
});

/** Changes rows, of which somebody holds some; what was asked for, and whether it waited. */
function changes({ held = [], broken = [] }: { held?: string[]; broken?: string[] }) {
  const asked: [string[], boolean][] = [];
  const change = changeTogether<string, string>(async (items, waits) => {
    asked.push([items, waits]);
    if (items.some((item) => broken.includes(item))) throw new Error("no row of that kind");
    return new Map(items.filter((item) => item !== "gone" && (waits || !held.includes(item))).map((item) => [item, `${item} changed`]));
  });
  return { asked, change };
}

test("of rows that are changed together, one that somebody holds is waited for alone", async () => {
  const { asked, change } = changes({ held: ["b"] });
  expect(await Promise.all(["a", "b", "c", "gone"].map(change))).toEqual(["a changed", "b changed", "c changed", undefined]);
  expect(asked).toEqual([
    [["a", "b", "c", "gone"], false],
    [["b"], true],
    [["gone"], true],
  ]);
});

test("a row that cannot be changed fails alone", async () => {
  const { change } = changes({ broken: ["b"] });
  const done = await Promise.allSettled(["a", "b", "c"].map(change));
  expect(done.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
