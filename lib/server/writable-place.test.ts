import { beforeEach, expect, test, vi } from "vitest";
import type { Place, Primary } from "./database-places";
import { findPrimary, forgetPrimary, isOutdated, NoPrimaryError } from "./writable-place";

const places = [1, 2].map((port) => ({ host: "db", port }));
const [one, two] = places as [Place, Place];
/** What each server says now, by its port: silence is none. */
let words: Record<number, Primary | null | undefined> = {};

vi.mock("./database-places", () => ({
  askPlace: async (_config: unknown, { port }: Place) => {
    const word = words[port];
    if (word === undefined) throw new Error("down");
    return word;
  },
}));

const writes = (place: Place, timeline: number, system = "1") => ({ place, timeline, system });

function find(): Promise<Primary> {
  forgetPrimary(places);
  return findPrimary({}, places);
}

beforeEach(() => {
  (globalThis as { xiaopuPrimaries?: unknown }).xiaopuPrimaries = undefined;
});

test("of two servers that take writes the shop takes the one that was promoted last, and never an earlier one again", async () => {
  words = { 1: writes(one, 1), 2: writes(two, 2) };
  expect((await find()).place).toBe(two);
  words = { 1: writes(one, 1) };
  await expect(find()).rejects.toThrow(NoPrimaryError);
});

test("a database that was made anew is taken in the place of the one that is gone, although its promotions are counted from 1", async () => {
  words = { 1: writes(one, 3) };
  const old = await find();
  words = { 1: writes(one, 1, "2"), 2: null };
  const anew = await find();
  expect(anew).toMatchObject({ place: one, system: "2" });
  expect(isOutdated(places, old)).toBe(true);
  expect(isOutdated(places, anew)).toBe(false);
});

test("another database among the named servers is not taken while one that has the shop's rows takes writes", async () => {
  words = { 1: writes(one, 1) };
  await find();
  words = { 1: writes(one, 1), 2: writes(two, 7, "2") };
  expect((await find()).place).toBe(one);
});

test("a server that does not say which database it has counts by its promotions alone", async () => {
  words = { 1: writes(one, 2, "") };
  const known = await find();
  words = { 2: writes(two, 1) };
  await expect(find()).rejects.toThrow("came back");
  words = { 2: writes(two, 3) };
  expect((await find()).place).toBe(two);
  expect(isOutdated(places, known)).toBe(true);
});
