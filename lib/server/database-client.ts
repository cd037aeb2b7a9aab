// No "server-only": the starter, the migrations and the commands reach the database through this as well.
import pg from "pg";
import { type Primary, readPlaces } from "./database-places";
import { findPrimary, forgetPrimary, isOutdated, NoPrimaryError } from "./writable-place";

/** As pg calls back: with an error, or with null and the client. */
type Connected = ((error: Error) => void) | ((error: null, client: pg.Client) => void);
type Ended = (error: Error) => void;
type Place = Primary["place"];

/** read_only_sql_transaction: the server became a standby, or an administrator has it take no more writes. */
const READ_ONLY = "25006";
/** Where PostgreSQL says that it no longer waits for its standby. */
const WAIT_FOR_STANDBY = "SyncRepWaitForLSN";

/**
 * A connection to the database of the shop, whose connection string may name several servers: it goes to the one that takes writes
 * (`findPrimary`), and ends as soon as that is no longer so. Everything of ours that opens DATABASE_URL opens it with this.
 *
 * It also ends when PostgreSQL stops waiting for a synchronous standby: a COMMIT that waits for it and is cancelled, as an administrator does
 * with statements that hang, is answered with a warning and then as if all were well, although only the machine that may be lost
 * has it (syncrep.c). Whoever asked hears of a lost connection instead, which leaves open whether it was committed.
 */
export class DatabaseClient extends pg.Client {
  readonly #config: pg.ClientConfig;
  readonly #places: Place[];
  readonly #mustWrite: boolean;
  #primary: Primary | null = null;
  #isOver = false;

  constructor(config: string | pg.ClientConfig = {}) {
    const wish = typeof config === "string" ? { connectionString: config } : config;
    const { url, places, mustWrite } = readPlaces(wish.connectionString ?? "");
    const oneConfig = wish.connectionString === undefined ? wish : { ...wish, connectionString: url };
    super(oneConfig);
    this.#config = oneConfig;
    this.#places = places;
    this.#mustWrite = mustWrite;
    this.on("notice", ({ routine }) => routine === WAIT_FOR_STANDBY && this.#drop());
    this.#watchQuestions();
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | undefined {
    const connected = this.#reach();
    if (!callback) return connected;
    const call = callback as (error: Error | null, client?: pg.Client) => void;
    connected.then((client) => call(null, client), call);
    return undefined;
  }

  override end(): Promise<void>;
  override end(callback: Ended): void;
  override end(callback?: Ended): Promise<void> | undefined {
    this.#isOver = true;
    if (!callback) return super.end();
    super.end(callback);
    return undefined;
  }

  async #reach(): Promise<pg.Client> {
    if (this.#places.length > 0) await this.#choose();
    try {
      await super.connect();
      if (this.#mustWrite && (await this.#isReadOnly())) throw new NoPrimaryError(this.#places, ["it takes no writes"]);
      return this;
    } catch (error) {
      forgetPrimary(this.#places);
      void super.end().catch(() => {});
      throw error;
    }
  }

  async #choose(): Promise<void> {
    try {
      this.#primary = await findPrimary(this.#config, this.#places);
      if (this.#isOver) throw new Error("Connection terminated"); // by whoever waited for it
    } catch (error) {
      setImmediate(() => this.emit("end")); // as of a server that nobody reaches: who listens tries again then
      throw error;
    }
    Object.assign(this, this.#primary.place);
  }

  /** Not by its greeting: a pooler repeats the one of the server as it was when it first reached it. */
  async #isReadOnly(): Promise<boolean> {
    const { rows } = await this.query<{ isReadOnly: boolean }>("SELECT current_setting('transaction_read_only') = 'on' AS \"isReadOnly\"");
    return rows[0]?.isReadOnly ?? true;
  }

  /** Ends at once, before the answer that follows is read. */
  #drop(): void {
    this.connection.removeAllListeners("commandComplete");
    this.connection.removeAllListeners("readyForQuery");
    this.connection.stream.destroy();
  }

  /** Asks nothing of a server that another one has replaced, and nothing more of one that takes no writes. */
  #watchQuestions(): void {
    const ask = this.query.bind(this) as (...args: unknown[]) => unknown;
    const asking = (...args: unknown[]): unknown => {
      if (this.#primary && isOutdated(this.#places, this.#primary)) this.connection.stream.destroy();
      return ask(...args);
    };
    this.query = asking as typeof this.query;
    this.connection.on("errorMessage", ({ code }: { code?: string }) => {
      if (code !== READ_ONLY || !this.#mustWrite) return;
      forgetPrimary(this.#places);
      void this.end().catch(() => {});
    });
  }
}
