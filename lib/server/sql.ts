import "server-only";
import { createHash } from "node:crypto";
import pg from "pg";
import type { Tx } from "./db";
import { withNumbers } from "./money-columns";
import type { Prisma } from "./prisma/client";

/**
 * Runs one statement that is written by hand (docs/decisions/0009 says when) and gives its rows. Of what PostgreSQL calls
 * int8, a column named …Fen arrives as a number and every other one as a bigint, as from Prisma's own methods.
 */
export type RunSql = <Row extends object>(sql: Prisma.Sql) => Promise<Row[]>;

const names = new Map<string, string>();
const INT8_AS_BIGINT: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => (type === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(type, format)),
};

/**
 * Runs a statement on its own, straight on the pool: committed when it returns. Prisma's client costs several times the
 * statement itself, which counts where callers come in bursts. PostgreSQL plans each text once for each connection, so the
 * texts must be few.
 */
export function runOn(pool: pg.Pool): RunSql {
  return async <Row extends object>({ text, values }: Prisma.Sql) => {
    const { rows } = await pool.query<Row>({ name: nameOf(text), text, values, types: INT8_AS_BIGINT });
    return withNumbers(rows);
  };
}

/**
 * The name by which a connection keeps the plan of a statement. It follows from the text alone: a process may have several copies of
 * this file, one in each bundle, and they share the connections.
 */
export function nameOf(text: string): string {
  const name = names.get(text) ?? `xiaopu_${createHash("sha256").update(text).digest("base64url").slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/** Runs a statement in a transaction. */
export function runIn(tx: Tx): RunSql {
  return (sql) => tx.$queryRaw(sql);
}

/** Whether a statement that was run with `runOn` failed because another row has the same value of what is unique. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
