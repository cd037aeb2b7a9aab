import "server-only";
import type pg from "pg";
import type { Prisma } from "./prisma/client";

/** Runs one statement and gives its rows: on a connection of the pool (runOn), or in a transaction (tx.$queryRaw). */
export type RunSql = <Row extends object>(sql: Prisma.Sql) => Promise<Row[]>;

const names = new Map<string, string>();

/**
 * Runs a statement on its own, straight on the pool: committed when it returns. Prisma's client costs several times the
 * statement itself, which counts where callers come in bursts; and PostgreSQL plans it once for each connection, so its
 * text must be one of few.
 */
export function runOn(pool: pg.Pool): RunSql {
  return async <Row extends object>({ text, values }: Prisma.Sql) => {
    const name = names.get(text) ?? `xiaopu_${names.size}`;
    names.set(text, name);
    return (await pool.query<Row>({ name, text, values })).rows;
  };
}

/** Whether a statement that was run with `runOn` failed because another row has the same value of what is unique. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
