import "server-only";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { counter } from "./metrics/registry";

export type Budget = { points: number; perSeconds: number };
type Left = { ok: boolean; retryAfterS: number };

const refusals = counter("rate_limit_refusals_total", { help: "Requests that found a budget used up.", labels: ["budget"] });

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/**
 * Takes one point of `key`'s budget (`name` is one of few): at most `points` in `perSeconds`. Counted in PostgreSQL in one atomic statement, so
 * that parallel tries and several instances share the budget.
 * @returns ok: false with the whole seconds to wait when the budget is used up. Throws when the database fails.
 */
export async function limit(pool: pg.Pool, name: string, key: string, { points, perSeconds }: Budget): Promise<Left> {
  try {
    await limiterFor(pool, name, points, perSeconds).consume(key);
    return { ok: true, retryAfterS: 0 };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    refusals.inc({ budget: name });
    return { ok: false, retryAfterS: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
}

/** Whether there is a point left in the budget, without taking one: for a budget that only what succeeds is taken from. */
export async function hasPoints(pool: pg.Pool, name: string, key: string, { points, perSeconds }: Budget): Promise<Left> {
  const used = await limiterFor(pool, name, points, perSeconds).get(key);
  if (!used || used.consumedPoints < points) return { ok: true, retryAfterS: 0 };
  return { ok: false, retryAfterS: Math.max(1, Math.ceil(used.msBeforeNext / 1000)) };
}

function limiterFor(pool: pg.Pool, name: string, points: number, perSeconds: number): RateLimiterPostgres {
  const ofPool = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, ofPool);
  const id = `${name}:${points}:${perSeconds}`;
  const known = ofPool.get(id);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: pool,
    keyPrefix: name,
    points,
    duration: perSeconds,
    tableName: "rate_limits",
    tableCreated: true, // by our own migration
    clearExpiredByTimeout: false, // the worker sweeps
    // What is used up stays so until its time is over, and the process remembers that: whoever goes on without a pause costs no write.
    inMemoryBlockOnConsumed: points,
  });
  ofPool.set(id, made);
  return made;
}
