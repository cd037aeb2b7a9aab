import { expect, test } from "vitest";
import { DueQueue } from "./due-queue";
import type { Due } from "./types";

const at = (second: number) => new Date(second * 1000);
const send = (key: string, second: number): Due => ({ kind: "send", key, dueAt: at(second) });
const any = () => true;

/** The keys in the order in which they are due until `second`. */
function takeAll(queue: DueQueue, second: number): string[] {
  const keys: string[] = [];
  for (let due = queue.first("send", at(second), any); due; due = queue.first("send", at(second), any)) {
    keys.push(due.key);
    queue.remove(due.key);
  }
  return keys;
}

test("the earliest comes first, and at one instant the one that was added earlier", () => {
  const queue = new DueQueue();
  for (const [key, second] of [
    ["c", 3],
    ["a", 1],
    ["d", 1],
    ["b", 2],
    ["e", 9],
  ] as const)
    queue.put(key, send(key, second));
  expect(takeAll(queue, 3)).toEqual(["a", "d", "b", "c"]);
  expect(queue.first("send", at(8), any)).toBeUndefined();
});

test("a removed entry never comes up, and a moved one only at its new instant and in its old position", () => {
  const queue = new DueQueue();
  for (const key of ["a", "b", "c"]) queue.put(key, send(key, 1));
  queue.remove("b");
  queue.put("a", send("a", 5));
  queue.put("d", send("d", 5));
  expect(takeAll(queue, 4)).toEqual(["c"]);
  expect(takeAll(queue, 5)).toEqual(["a", "d"]);
});

test("an entry that was removed and added again comes after those of its instant", () => {
  const queue = new DueQueue();
  queue.put("a", send("a", 1));
  queue.put("b", send("b", 1));
  queue.remove("a");
  queue.put("a", send("a", 1));
  expect(takeAll(queue, 1)).toEqual(["b", "a"]);
});

test("what is passed over keeps its place", () => {
  const queue = new DueQueue();
  for (const key of ["a", "b", "c"]) queue.put(key, send(key, 1));
  expect(queue.first("send", at(1), ({ key }) => key === "c")?.key).toBe("c");
  expect(queue.first("send", at(1), () => false)).toBeUndefined();
  expect(takeAll(queue, 1)).toEqual(["a", "b", "c"]);
});

test("changes of trades and sends of notices wait apart", () => {
  const queue = new DueQueue();
  queue.put("finish:T1", { kind: "finish", key: "T1", dueAt: at(2) });
  queue.put("send:N1", send("N1", 1));
  expect(queue.first("trade", at(2), any)?.kind).toBe("finish");
  expect(queue.first("trade", at(1), any)).toBeUndefined();
});
