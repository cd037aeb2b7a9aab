import { expect, test } from "vitest";
import { log } from "@/lib/server/log";
import { searchInTurn, searchTurns } from "./search-turn";

const shopOf = (searchesAtOnce: number) => ({
  searches: searchTurns(searchesAtOnce),
  log: log.child({}, { level: "silent" }),
});

/** Searches that end when they are told to. */
function goods() {
  const asking: { ip: string; answer: () => void }[] = [];
  const search = (ip: string) => () => new Promise<string>((resolve) => asking.push({ ip, answer: () => resolve(`goods for ${ip}`) }));
  return { asking, search };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a stranger who searches without a pause has one search under way, and somebody else's goes on beside it", async () => {
  const { asking, search } = goods();
  const shop = shopOf(2);
  const strangers = [1, 2, 3].map(() => searchInTurn(shop, "203.0.113.9", search("stranger")));
  const shopper = searchInTurn(shop, "198.51.100.7", search("shopper"));
  await settled();
  expect(asking.map(({ ip }) => ip)).toEqual(["stranger", "shopper"]);
  asking[1]?.answer();
  expect(await shopper).toEqual({ ok: true, found: "goods for shopper" });
  await settled();
  expect(asking).toHaveLength(2);
  for (const turn of [0, 2, 3]) {
    asking[turn]?.answer();
    await settled();
  }
  expect((await Promise.all(strangers)).every(({ ok }) => ok)).toBe(true);
});

test("a search that breaks gives its turn back, and its fault on", async () => {
  const shop = shopOf(3);
  for (let time = 0; time < 5; time++)
    await expect(searchInTurn(shop, "203.0.113.9", () => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
  expect(await searchInTurn(shop, "203.0.113.9", async () => 1)).toEqual({ ok: true, found: 1 });
});

test("of one address only so many wait; the next is refused at once", async () => {
  const { asking, search } = goods();
  const shop = shopOf(4);
  const waiting = Array.from({ length: 22 }, () => searchInTurn(shop, "203.0.113.9", search("stranger")));
  expect(await searchInTurn(shop, "203.0.113.9", search("stranger"))).toEqual({ ok: false, reason: "busy" });
  for (let turn = 0; turn < 22; turn++) {
    await settled();
    asking[turn]?.answer();
  }
  expect((await Promise.all(waiting)).every(({ ok }) => ok)).toBe(true);
});

test("a search whose asker is gone before its turn is never made, and keeps no place", async () => {
  const { asking, search } = goods();
  const shop = shopOf(5);
  const first = [1, 2].map(() => searchInTurn(shop, "203.0.113.9", search("stranger")));
  const leaving: (() => void)[] = [];
  const gone = searchInTurn(shop, "203.0.113.9", search("gone"), (leave) => void leaving.push(leave));
  await settled();
  leaving[0]?.();
  expect(await gone).toEqual({ ok: false, reason: "busy" });
  for (const one of asking) one.answer();
  await Promise.all(first);
  await settled();
  expect(asking.map(({ ip }) => ip)).toEqual(["stranger", "stranger"]);
});
