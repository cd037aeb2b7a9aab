import "server-only";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { counter } from "./metrics/registry";
import { Prisma } from "./prisma/client";

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

/**
 * Whether this process knows that a budget of `limit` is used up: nothing is asked, and nothing is taken. False also where another
 * instance knows it.
 */
export function isUsedUp(pool: pg.Pool, name: string, key: string, { points, perSeconds }: Budget): boolean {
  // Not in the package's types, but what its own consume() asks first.
  const limiter = limiterFor(pool, name, points, perSeconds) as RateLimiterPostgres & {
    getInMemoryBlockMsBeforeExpire(key: string): number;
  };
  return limiter.getInMemoryBlockMsBeforeExpire(limiter.getKey(key)) > 0;
}

/** What a budget's row says: so many points were taken, until `expire`, in ms since 1970. Null: none. */
export type Taken = { points: number; expire: number } | null;

/**
 * `limit` as part of a statement that is written by hand: takes one point for each row of `keys` (its column: key), and has a
 * `Taken` for each. The rows are the same, and so is their clock.
 */
export function takePoints(name: string, keys: Prisma.Sql, { perSeconds }: Budget): Prisma.Sql {
  const now = Date.now();
  return Prisma.sql`
    INSERT INTO rate_limits AS r (key, points, expire)
    SELECT ${`${name}:`} || it.key, 1, ${now + perSeconds * 1000}::bigint FROM (${keys}) it
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN r.expire <= ${now}::bigint THEN 1 ELSE r.points + 1 END,
      expire = CASE WHEN r.expire <= ${now}::bigint THEN EXCLUDED.expire ELSE r.expire END
    RETURNING r.points, r.expire`;
}

/** Gives back a point of `key`'s budget that `takePoints` took within its time. */
export function givePointBack(name: string, key: string): Prisma.Sql {
  return Prisma.sql`UPDATE rate_limits SET points = points - 1
    WHERE key = ${`${name}:${key}`} AND points > 0 AND expire > ${Date.now()}::bigint`;
}

/** What was taken from a budget, as an expression that gives a `Taken`. */
export function takenJson(name: string, key: string | undefined): Prisma.Sql {
  return Prisma.sql`(SELECT json_build_object('points', r.points, 'expire', r.expire) FROM rate_limits r
    WHERE r.key = ${key === undefined ? null : `${name}:${key}`}::text AND r.expire > ${Date.now()}::bigint)`;
}

/** Whether no more than `most` points were taken from the budget that is called `name`. */
export function leftOf(name: string, taken: Taken, most: number): Left {
  if (!taken || taken.points <= most) return { ok: true, retryAfterS: 0 };
  refusals.inc({ budget: name });
  return { ok: false, retryAfterS: Math.max(1, Math.ceil((taken.expire - Date.now()) / 1000)) };
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
