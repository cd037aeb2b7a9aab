// Starts and stops a PostgreSQL of our own, in whatever state a killed one left the data.
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import pg from "pg";
import { CliError, codeOf } from "../process/cli-error";
import type { GuardSpec } from "../process/guard.mjs";
import { commandLineOf, endProcess, identityOf, processesIn } from "../process/processes";
import { type Account, databaseAccount, reachableBinaries, reachableDataDir } from "./account";
import { executable, prepareBinaries } from "./binaries";
import { connectionTo, PASSWORD_FILE, USER } from "./connection";

const GUARD = fileURLToPath(new URL("../process/guard.mjs", import.meta.url));
/** PostgreSQL's fast shutdown, its immediate shutdown, and the kernel's. */
const STOP_SIGNALS: NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGKILL"];
const LOOK_MS = 15;
/** A database that is thrown away need not survive a crash. */
const THROW_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

/** The guard's standard input is its leash. */
type Guard = ChildProcessByStdio<Writable, null, null>;

export type Cluster = {
  /** Where the data really is. */
  dataDir: string;
  /** Its guard, which exits when PostgreSQL does. */
  process: Guard;
  /** The connection string of one of its databases. */
  url: (database: string) => string;
  /** Fast shutdown; returns when it is gone. */
  stop: () => Promise<void>;
};

/**
 * Absolute paths. `durable: false` trades safety at a crash for speed. `port`: a free one, unless it is named. `settings`: of PostgreSQL,
 * as name=value.
 */
type ClusterOptions = {
  dataDir: string;
  logFile: string;
  durable?: boolean;
  port?: number;
  settings?: string[];
  signal?: AbortSignal;
};

/**
 * Makes the data where there is none, ends a left-over server on the same data, starts one on a free port of the
 * loopback and waits until it answers (also through a long recovery).
 * @throws {CliError} with what to do
 */
export async function startCluster({ dataDir: wanted, logFile, durable = true, signal, ...options }: ClusterOptions): Promise<Cluster> {
  const account = databaseAccount(wanted);
  const native = reachableBinaries(prepareBinaries(), account);
  const dataDir = reachableDataDir(wanted, account);
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) initialise(native, dataDir, account);
  checkData(native, dataDir);
  await endLeftOver(dataDir);
  mkdirSync(path.dirname(logFile), { recursive: true });
  const port = options.port ?? (await getPort({ host: "127.0.0.1" }));
  const url = connectionTo(dataDir, port);
  const child = launch({
    native,
    dataDir,
    account,
    port,
    logFile,
    settings: [...(durable ? [] : THROW_AWAY), ...(options.settings ?? [])],
  });
  try {
    await untilItAnswers(child, { connectionString: url("postgres"), logFile, signal });
  } catch (error) {
    await stop(child, dataDir);
    throw error;
  }
  return { dataDir, process: child, url, stop: () => stop(child, dataDir) };
}

/** Makes the cluster beside its folder and renames it when it is complete, so that an interrupted initdb leaves nothing half-made. */
function initialise(native: string, dataDir: string, account: Account | null): void {
  const fresh = `${dataDir}.new`;
  const password = randomBytes(24).toString("base64url");
  const passwordFile = `${fresh}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const place of [fresh, passwordFile]) chownSync(place, account.uid, account.gid);
  const args = ["-D", fresh, "-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"];
  const collation = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]; // the same order of texts on every machine
  const made = spawnSync(executable(native, "initdb"), [...args, ...collation], { ...account, cwd: "/", encoding: "utf8" });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new CliError(`The database could not be made in ${dataDir}: ${(made.stderr || String(made.error ?? "")).trim()}`);
  writeFileSync(path.join(fresh, PASSWORD_FILE), `${password}\n`, { mode: 0o600 });
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(fresh, dataDir);
}

function checkData(native: string, dataDir: string): void {
  const version = readFileSync(path.join(dataDir, "PG_VERSION"), "utf8").trim();
  const ours = spawnSync(executable(native, "postgres"), ["--version"], { encoding: "utf8", cwd: "/" }).stdout.match(/ (\d+)/)?.[1];
  if (ours && version !== ours)
    throw new CliError(
      `${dataDir} was written by PostgreSQL ${version}, and this version brings PostgreSQL ${ours}: dump it with the old one and restore it into the new one (docs/operations.md, Upgrade).`,
    );
  const owner = statSync(dataDir).uid;
  const me = process.getuid?.();
  if (me !== undefined && me !== 0 && owner !== me)
    throw new CliError(
      `${dataDir} belongs to uid ${owner} (it was first started as root?): start as root again, or give the folder to uid ${me}.`,
    );
}

/**
 * Ends what a killed start left running on this data, and removes its lock file. PostgreSQL refuses to start while the pid in
 * that file exists, even if a zombie or another program has it now. The file also protects the data from the server's orphaned
 * children, so they are ended first.
 */
async function endLeftOver(dataDir: string): Promise<void> {
  const lock = path.join(dataDir, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  const isOurs = pid > 0 && identityOf(pid) !== null && commandLineOf(pid).includes(dataDir);
  for (const left of [...(isOurs ? [pid] : []), ...processesIn("postgres", dataDir)]) {
    const identity = identityOf(left);
    if (identity === null) continue;
    await endProcess(left, identity, { signals: STOP_SIGNALS, graceMs: 15_000 });
    if (identityOf(left) === identity)
      throw new CliError(`An earlier PostgreSQL (process ${left}) on ${dataDir} does not end: end it by hand.`);
  }
  rmSync(lock, { force: true });
}

type LaunchOptions = { native: string; dataDir: string; account: Account | null; port: number; logFile: string; settings: string[] };

function launch({ native, dataDir, account, port, logFile, settings }: LaunchOptions): Guard {
  const log = openSync(logFile, "a", 0o600);
  chmodSync(logFile, 0o600);
  const common = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC", ...settings];
  const args = ["-D", dataDir, "-p", String(port), ...common.flatMap((setting) => ["-c", setting])];
  const command = executable(native, "postgres");
  const spec: GuardSpec = { command, args, cwd: dataDir, ...account, signals: STOP_SIGNALS, graceMs: 15_000 };
  return spawn(process.execPath, [GUARD, JSON.stringify(spec)], {
    stdio: ["pipe", log, log],
    detached: true, // Ctrl-C is ours to answer: the shop stops first
    windowsHide: true,
  }) as Guard;
}

type AnswerOptions = { connectionString: string; logFile: string; signal?: AbortSignal };

async function untilItAnswers(child: Guard, { connectionString, logFile, signal }: AnswerOptions): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null)
      throw new CliError(`PostgreSQL ended at once. Its log (${logFile}) ends with:\n${lastLines(logFile)}`);
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (codeOf(error) === "28P01")
        throw new CliError(`The database's own password file (${PASSWORD_FILE} in its data folder) does not fit it.`);
      await sleep(LOOK_MS); // not listening yet, or recovering
    }
  }
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").slice(-8).join("\n");
}

async function stop(child: Guard, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.stdin.end();
    await gone;
  }
  await endLeftOver(dataDir); // the guard itself may have been killed
}
