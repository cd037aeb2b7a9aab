import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./prisma/client";

export type Db = PrismaClient;
/** A transaction's client: every write that belongs together takes one of these. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/**
 * One pool for Prisma and for the few statements that speak SQL themselves.
 * `poolSize` connections; a transaction that waits 10 s for one, or lasts 10 s, fails.
 */
export function openDb(connectionString: string, { poolSize = 12 } = {}): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString, max: poolSize, connectionTimeoutMillis: 5_000, statement_timeout: 15_000 });
  // An idle connection that PostgreSQL drops must not end the process; the next query opens another.
  pool.on("error", () => {});
  const db = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: { maxWait: 10_000, timeout: 10_000 } });
  return { db, pool };
}
