import type pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limit } from "./rate-limit";

/** Counts as the table does. */
class Pool {
  asked = 0;
  private readonly used = new Map<string, number>();
  async query({ values: [key, points] }: { values: [string, number?] }) {
    this.asked++;
    if (points !== undefined) this.used.set(key, (this.used.get(key) ?? 0) + points);
    const now = this.used.get(key);
    return { rows: now === undefined ? [] : [{ points: now, expire: Date.now() + 30_000 }] };
  }
}

const BUDGET = { points: 3, perSeconds: 60 };
let table: Pool;
const pool = () => table as unknown as pg.Pool;
const knock = (key: string) => limit(pool(), "door", key, BUDGET);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  table = new Pool();
});
afterEach(() => vi.useRealTimers());

test("whoever has used up a budget costs the database nothing more, and is told the same time to wait", async () => {
  for (let point = 0; point < BUDGET.points; point++) expect(await knock("stranger")).toEqual({ ok: true, retryAfterS: 0 });
  const asked = table.asked;
  for (let more = 0; more < 100; more++) expect(await knock("stranger")).toEqual({ ok: false, retryAfterS: 30 });
  expect(table.asked).toBe(asked);
});

test("when the time of a used budget is over, the database is asked again", async () => {
  for (let point = 0; point <= BUDGET.points; point++) await knock("stranger");
  const asked = table.asked;
  vi.setSystemTime(Date.now() + 30_001);
  await knock("stranger");
  expect(table.asked).toBe(asked + 1);
});

test("somebody else's budget, and another budget of the same person, are still counted", async () => {
  for (let more = 0; more < 10; more++) await knock("stranger");
  expect(await knock("neighbour")).toEqual({ ok: true, retryAfterS: 0 });
  expect(await limit(pool(), "window", "stranger", BUDGET)).toEqual({ ok: true, retryAfterS: 0 });
});
