// Two PostgreSQL servers of our own, of which one follows the other, for trying out what happens when the first one dies.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import getPort from "get-port";
import { codeOf } from "../process/cli-error";
import { processesIn } from "../process/processes";
import { databaseAccount, reachableDataDir } from "./account";
import { ask } from "./ask";
import { type Cluster, startCluster } from "./cluster";
import { PASSWORD_FILE, USER } from "./connection";
import { copyAsStandby, promote } from "./standby";

const SETTINGS = ["wal_keep_size=512MB", "max_wal_senders=10"];
/** How long a standby may take to follow, in ms. */
const FOLLOW_MS = 60_000;

/** `isSynchronous`: the primary answers a COMMIT when the standby has it on its disk too. `settings`: more of PostgreSQL's. */
type PairOptions = { folder: string; isSynchronous: boolean; settings?: string[] };

/** One of the two places, each with a port of its own that stays. */
type Place = { dataDir: string; port: number; logFile: string; cluster: Cluster | null };

export class Pair {
  readonly #places: Place[];
  readonly #options: PairOptions;
  #primary = 0;

  private constructor(options: PairOptions, ports: number[]) {
    this.#options = options;
    this.#places = ports.map((port, at) => ({
      dataDir: reachable(path.join(options.folder, `postgres-${at + 1}`)),
      logFile: path.join(options.folder, "logs", `postgres-${at + 1}.log`),
      port,
      cluster: null,
    }));
  }

  /** Starts the first one alone. */
  static async open(options: PairOptions): Promise<Pair> {
    const pair = new Pair(options, [await getPort({ host: "127.0.0.1" }), await getPort({ host: "127.0.0.1" })]);
    await pair.#start(pair.#first);
    return pair;
  }

  /** The connection string of a database, with both places in it, as DATABASE_URL has it. */
  url(database: string): string {
    const ports = this.#places.map(({ port }) => `127.0.0.1:${port}`).join(",");
    return `${this.primaryUrl(database).replace(/@[^/]+/, `@${ports}`)}?target_session_attrs=read-write`;
  }

  primaryUrl(database: string): string {
    return clusterOf(this.#first).url(database);
  }

  standbyUrl(database: string): string {
    return clusterOf(this.#second).url(database);
  }

  /** Makes the other place follow the primary, from nothing, and waits until it does. */
  async follow(): Promise<void> {
    await this.waitForNobody();
    await this.#second.cluster?.stop();
    await copyAsStandby({ fromUrl: this.primaryUrl("postgres"), fromDir: clusterOf(this.#first).dataDir, toDir: this.#second.dataDir });
    await this.#start(this.#second);
    if (this.#options.isSynchronous) await this.#ask("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
    const wanted = this.#options.isSynchronous ? "sync" : "async";
    const until = performance.now() + FOLLOW_MS;
    for (;;) {
      const [row] = await this.#ask("SELECT state, sync_state FROM pg_stat_replication");
      if (row?.state === "streaming" && row.sync_state === wanted) return;
      if (performance.now() > until) throw new Error(`the standby does not follow: ${JSON.stringify(row ?? null)}`);
      await pause(20);
    }
  }

  /** Has the primary wait for no standby from now on, as an administrator does who has lost one. */
  async waitForNobody(): Promise<void> {
    await this.#ask("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()");
  }

  /** Whether a COMMIT waits for the standby now. */
  async isSafe(): Promise<boolean> {
    const [row] = await this.#ask("SELECT sync_state FROM pg_stat_replication");
    return row?.sync_state === "sync";
  }

  /** kill -9 of the primary and of all that it started: the machine is gone. */
  killPrimary(): void {
    kill(this.#first.dataDir, "SIGKILL");
  }

  /** kill -9 of the standby. */
  killStandby(): void {
    kill(this.#second.dataDir, "SIGKILL");
  }

  /** The network between the two is gone: the standby keeps what it has, and gets no more. */
  async cutStandby(): Promise<void> {
    await ask(this.standbyUrl("postgres"), "ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()");
    while ((await ask(this.standbyUrl("postgres"), "SELECT 1 FROM pg_stat_wal_receiver")).length > 0) await pause(20);
  }

  /** Makes the standby the primary. The former one is stopped for good, if it still runs (`isFenced`, unless said otherwise). */
  async promote({ isFenced = true }: { isFenced?: boolean } = {}): Promise<void> {
    const former = this.#first;
    await promote(this.standbyUrl("postgres"));
    this.#primary = 1 - this.#primary;
    if (isFenced) await former.cluster?.stop();
    if (isFenced) former.cluster = null;
  }

  /** Starts the former primary as it was, with its old rows: what must not happen, and does. */
  async bringBackFormer(): Promise<void> {
    await this.#start(this.#second);
  }

  /**
   * Ends both, and makes a database with nothing in it, and with the same password, where the primary was. pg_upgrade's, too, is another one
   * than before and counts its promotions from the beginning.
   */
  async makeAnew(): Promise<void> {
    const { password } = new URL(this.primaryUrl("postgres"));
    for (const place of this.#places) {
      await place.cluster?.stop();
      place.cluster = null;
      rmSync(place.dataDir, { recursive: true, force: true });
    }
    await this.#start(this.#first);
    await this.#ask(`ALTER ROLE ${USER} PASSWORD '${password}'`);
    writeFileSync(path.join(this.#first.dataDir, PASSWORD_FILE), `${password}\n`);
    await this.#first.cluster?.stop();
    await this.#start(this.#first);
  }

  async close(): Promise<void> {
    for (const { cluster } of this.#places) await cluster?.stop();
    for (const { dataDir } of this.#places) rmSync(dataDir, { recursive: true, force: true });
  }

  get #first(): Place {
    return this.#places[this.#primary] as Place;
  }

  get #second(): Place {
    return this.#places[1 - this.#primary] as Place;
  }

  async #start(place: Place): Promise<void> {
    const { dataDir, logFile, port } = place;
    place.cluster = await startCluster({ dataDir, logFile, port, settings: [...SETTINGS, ...(this.#options.settings ?? [])] });
  }

  #ask(...statements: string[]): Promise<Record<string, unknown>[]> {
    return ask(this.primaryUrl("postgres"), ...statements);
  }
}

function reachable(dataDir: string): string {
  return reachableDataDir(dataDir, databaseAccount(dataDir));
}

function clusterOf({ cluster }: Place): Cluster {
  if (!cluster) throw new Error("that server does not run");
  return cluster;
}

/** PostgreSQL's first process writes its number into its data; the others work in the same folder (seen on Linux only). */
function kill(dataDir: string, signal: NodeJS.Signals): void {
  const first = Number(readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);
  for (const pid of new Set([first, ...processesIn("postgres", dataDir)])) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  }
}
