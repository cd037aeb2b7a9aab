import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { rememberRuns } from "./after-commit";
import { connectionOptions, MortalClient, setLimits } from "./connection";
import { readPlaces } from "./database-places";
import { type MoneyClient, moneyAsNumbers } from "./money-columns";
import { type Prisma, PrismaClient } from "./prisma/client";

export type Db = ReturnType<typeof openDb>["db"];
/** A transaction's client: every write that belongs together takes one of these. */
export type Tx = Parameters<Parameters<Db["$transaction"]>[0]>[0];
/** What a query with this `select` answers, its sums of money as numbers. */
export type Row<Model extends keyof Db, Select> = Prisma.Result<Db[Model], { select: Select }, "findFirstOrThrow">;

/**
 * Of several servers, how long a connection is used before another takes its place, in seconds: so an instance hears of a promotion that
 * cut none of its connections, and then leaves the former primary with all of them (database-client.ts).
 */
const RENEW_SECONDS = 30;

/** `timeoutMs`: how long one statement may take. */
export type DbOptions = { poolSize?: number; timeoutMs?: number };

/**
 * One pool for Prisma and for the few statements that speak SQL themselves. Whoever finds all `poolSize` connections busy
 * waits 5 s for one; a transaction that waits 10 s, or lasts 10 s, fails. A database that goes silent costs a caller its time
 * limit and the pool that one connection.
 */
export function openDb(connectionString: string, { poolSize = 12, timeoutMs = 15_000 }: DbOptions = {}) {
  const limits = { timeoutMs };
  const isOneOfSeveral = readPlaces(connectionString).places.length > 0;
  const pool = new pg.Pool({
    ...connectionOptions(connectionString, limits),
    max: poolSize,
    Client: MortalClient,
    maxLifetimeSeconds: isOneOfSeveral ? RENEW_SECONDS : 0,
    onConnect: (client) => setLimits(client, limits),
  });
  // An idle connection that PostgreSQL drops must not end the process; the next query opens another.
  pool.on("error", () => {});
  const client = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: { maxWait: 10_000, timeout: 10_000 } });
  const db = client.$extends(moneyAsNumbers) as unknown as MoneyClient;
  runAfterCommits(db);
  return { db, pool };
}

/** Has a transaction run what waits for its commit (after-commit.ts). */
function runAfterCommits(db: MoneyClient): void {
  const transaction = db.$transaction.bind(db) as (...args: unknown[]) => Promise<unknown>;
  const remembering = async (first: unknown, ...more: unknown[]): Promise<unknown> => {
    if (typeof first !== "function") return transaction(first, ...more);
    const { work, runs } = rememberRuns(first as (tx: object) => Promise<unknown>);
    const value = await transaction(work, ...more);
    for (const run of runs) run();
    return value;
  };
  db.$transaction = remembering as typeof db.$transaction;
}
