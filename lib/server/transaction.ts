import "server-only";
import pg from "pg";
import { Batch, type BatchRow, type NamedStatement } from "./batch";
import { withNumbers } from "./money-columns";
import type { Prisma } from "./prisma/client";
import { nameOf } from "./sql";

/** A transaction whose statements travel together: each call is one round trip. */
export type Trips = {
  /** Runs statements in their order, and gives the rows of the last one. The first call begins the transaction. */
  ask<Row extends object>(...statements: Prisma.Sql[]): Promise<Row[]>;
  /** The same, and commits with them: when it returns they are durable, and when one of them fails nothing is. */
  commit<Row extends object>(...statements: Prisma.Sql[]): Promise<Row[]>;
  /** The same of one statement, and in the same round trip, but after the commit and on its own, `after`. What fails of that is handed to `onError`. */
  commitThen<Row extends object>(statement: Prisma.Sql, after: Prisma.Sql, onError: (error: unknown) => void): Promise<Row[]>;
};

/** A plan that the connection was said to keep is not there, or fits no more: invalid_sql_statement_name, feature_not_supported. */
const GONE_STALE: ReadonlySet<string> = new Set(["26000", "0A000"]);

const BEGIN = command("BEGIN");
const COMMIT = command("COMMIT");
const ROLLBACK = command("ROLLBACK");

/**
 * Runs a transaction on a connection of its own, in as few round trips as it makes calls. What `run` has not committed when it
 * returns, or throws, is rolled back.
 */
export async function inTransaction<Value>(pool: pg.Pool, run: (trips: Trips) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  // A connection that is lost in between says so to whoever asks it next.
  client.on("error", ignore);
  const line = new Line(client);
  let isFit = false;
  try {
    const value = await run(line);
    // What is known already is not lost with a connection that dies while nothing is left to be done on it.
    isFit = await line.end().catch(() => false);
    return value;
  } catch (error) {
    isFit = await line.end().catch(() => false);
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(!isFit);
  }
}

function ignore(): void {}

class Line implements Trips {
  readonly #client: pg.PoolClient;
  #isOpen = false;
  /** After an error of PostgreSQL's own a connection is as good as before; after silence it is not. */
  #isFit = true;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async ask<Row extends object>(...statements: Prisma.Sql[]): Promise<Row[]> {
    const begin = this.#isOpen ? [] : [BEGIN];
    this.#isOpen = true;
    const answers = await this.#send([...begin, ...statements.map(named)]);
    return rowsOf(answers.at(-1));
  }

  async commit<Row extends object>(...statements: Prisma.Sql[]): Promise<Row[]> {
    const answers = await this.#send([...statements.map(named), COMMIT]);
    this.#isOpen = false;
    return rowsOf(answers.at(-2));
  }

  async commitThen<Row extends object>(statement: Prisma.Sql, after: Prisma.Sql, onError: (error: unknown) => void): Promise<Row[]> {
    const answers = await this.#send([named(statement), COMMIT, named(after)], { needed: 2, onError });
    this.#isOpen = false;
    return rowsOf(answers[0]);
  }

  /** Rolls back what was not committed; whether somebody else may have the connection then. */
  async end(): Promise<boolean> {
    if (this.#isOpen && this.#isFit) await this.#send([ROLLBACK]);
    this.#isOpen = false;
    return this.#isFit;
  }

  /** `needed`: when so many of the statements have answers, an error of a later one is not that of all. */
  #send(
    statements: NamedStatement[],
    { needed = statements.length, onError }: { needed?: number; onError?: (error: unknown) => void } = {},
  ): Promise<BatchRow[][]> {
    return new Promise((resolve, reject) => {
      const batch: Batch = new Batch(statements, (error, answers = []) => {
        if (!error) return resolve(answers);
        this.#isFit &&= error instanceof pg.DatabaseError && !GONE_STALE.has(error.code ?? "") && !batch.isUnsure;
        if (!onError || answers.length < needed) return reject(error);
        onError(error);
        resolve(answers);
      });
      this.#client.query(batch);
    });
  }
}

function named({ text, values }: Prisma.Sql): NamedStatement {
  return { name: nameOf(text), text, values };
}

function command(text: string): NamedStatement {
  return { name: nameOf(text), text, values: [] };
}

function rowsOf<Row extends object>(rows: BatchRow[] = []): Row[] {
  return withNumbers(rows) as Row[];
}
