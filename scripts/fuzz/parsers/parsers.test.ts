import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { allTargets } from "./all";
import type { Target } from "./target";
import { tryMany, tryOne } from "./try-target";

/** The doctor tries a text in a hundred readings. */
const runsOf = ({ name }: Target) => (name === "the doctor" ? 60 : 400);

describe("whatever a stranger writes, it is read or refused, in time, and never as something that Alipay did not sign", () => {
  test.each(allTargets().map((target) => [target.name, target] as const))("%s", async (_, target) => {
    for (const seed of target.seeds) expect(await tryOne(target, seed)).toBe(null);
    expect(await tryMany(target, { seed: 20261126, runs: runsOf(target) })).toBe(null);
  });
});

test("a reader that throws, believes too much or takes too long is found out", async () => {
  const reader = (read: Target["read"]): Target => ({ name: "a reader", seeds: [Buffer.from("genuine")], read, mostBytes: 100 });
  const throwing = reader((bytes) => void JSON.parse(bytes.toString()));
  expect(await tryMany(throwing, { seed: 1, runs: 50 })).toMatchObject({ target: "a reader" });
  const slow = reader(() => pause(1_100));
  expect(await tryOne(slow, Buffer.from(""))).toMatchObject({ problem: "it takes more than 1000 ms" });
});
