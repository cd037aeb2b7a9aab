import "server-only";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/**
 * Takes one point of `key`'s budget: at most `points` in `perSeconds`. Counted in PostgreSQL in one atomic statement, so
 * that parallel tries and several instances share the budget.
 * @returns ok: false with the whole seconds to wait when the budget is used up. Throws when the database fails.
 */
export async function limit(
  pool: pg.Pool,
  name: string,
  key: string,
  { points, perSeconds }: { points: number; perSeconds: number },
): Promise<{ ok: boolean; retryAfterS: number }> {
  try {
    await limiterFor(pool, name, points, perSeconds).consume(key);
    return { ok: true, retryAfterS: 0 };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { ok: false, retryAfterS: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
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
  });
  ofPool.set(id, made);
  return made;
}
