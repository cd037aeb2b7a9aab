import "server-only";
import type pg from "pg";
import { DatabaseClient } from "./database-client";

/** For a new connection, or to wait for one of the pool, in ms. */
const CONNECT_MS = 5_000;
/** What setting up a new connection may take, in ms. */
const SET_UP_MS = 5_000;
/** Beyond the database's own limit, for its "canceled" to arrive, in ms. */
const GRACE_MS = 2_000;
/** The kernel looks after a connection on which nothing has been said for so long, in ms. */
const KEEP_ALIVE_MS = 10_000;

export type Limits = { timeoutMs: number };

/**
 * What every connection of ours is opened with. Nothing in it becomes a parameter of the start-up message, since PgBouncer
 * refuses those that it does not know: limits of the session are set afterwards (`setLimits`).
 */
export function connectionOptions(connectionString: string, { timeoutMs }: Limits) {
  return {
    connectionString,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: timeoutMs + GRACE_MS,
    fallback_application_name: "xiaopu",
  } satisfies pg.ClientConfig;
}

/**
 * How every session of ours writes and reads times, whatever the server, the database or the role is set to (apt takes the machine's
 * own zone). Prisma's adapter sends a time without its zone and takes the zone of an answer for UTC, while pg minds both.
 */
export const SESSION_CLOCK = "SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'";

/**
 * Sets a new connection up: its clock (SESSION_CLOCK), and that the database ends a statement after `timeoutMs` and frees what a
 * transaction of a lost process holds as soon.
 */
export async function setLimits(client: pg.ClientBase, { timeoutMs }: Limits): Promise<void> {
  const text = `${SESSION_CLOCK}; SET statement_timeout = ${timeoutMs}; SET idle_in_transaction_session_timeout = ${timeoutMs}`;
  await client.query({ text, query_timeout: SET_UP_MS } as pg.QueryConfig);
}

/**
 * A connection that ends when the database does not answer within `query_timeout`. pg itself only gives up the question: it
 * keeps the connection, and whatever is asked of it afterwards waits behind the lost answer. Each question of a transaction
 * is answered through its promise; the pool ends a connection by itself when a question of its own fails.
 */
export class MortalClient extends DatabaseClient {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...args: unknown[]) => unknown;
    const asking = (...args: unknown[]): unknown => {
      const answer = ask(...args);
      if (answer instanceof Promise) answer.catch(async (error: unknown) => isSilence(error) && (await this.end()));
      return answer;
    };
    this.query = asking as typeof this.query;
  }
}

function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === "Query read timeout";
}
