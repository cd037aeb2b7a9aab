// Whether a shop can be made of a backup: one is, and its books are looked at.
import { execFile } from "node:child_process";
import { readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../bootstrap/root.mjs";
import { ask } from "../postgres/ask";
import { startCluster } from "../postgres/cluster";
import { makeScratchFolder } from "../postgres/scratch-folder";
import { CliError } from "../process/cli-error";
import { SERVER_TSX } from "../stack/node-flags";
import { restoreRows } from "./restore-rows";

const DATABASE = "restored";
/** Rows with their indexes are so many times as large as in a backup, packed, and PostgreSQL's log of them, up to a size (docs/reliability/backups.md). */
const UNPACKED = 10;
const LOGGED = 20;
const MOST_LOGGED_BYTES = 1024 ** 3;
/** What `npm run invariants` ends with where the books can be read: all is accounted for, or something is not. */
const READ = [0, 2];

/**
 * Restores a backup into a PostgreSQL of its own, which is thrown away, and returns what `npm run invariants` says of it.
 * @throws {CliError} when it cannot be restored or its books cannot be read
 */
export function checkBackup(backup: string): Promise<string> {
  return onRestored(backup, (url) => readBooks(url, backup));
}

/**
 * Runs something on what a backup makes of an empty database, which is thrown away then.
 * @throws {CliError} when the backup cannot be restored
 */
export async function onRestored<Value>(backup: string, run: (url: string) => Promise<Value>): Promise<Value> {
  // A temporary folder is often memory; the shop's own data lies where there is room for as much.
  const scratch = makeScratchFolder("xiaopu-restore-", { bytes: restoredSize(backup), disk: process.env.DATA_DIR || tmpdir() });
  const cluster = await startCluster({
    dataDir: path.join(scratch, "postgres"),
    logFile: path.join(scratch, "postgres.log"),
    durable: false,
  });
  try {
    await ask(cluster.url("postgres"), `CREATE DATABASE ${DATABASE}`);
    const url = cluster.url(DATABASE);
    await restoreRows(url, backup);
    return await run(url);
  } finally {
    await cluster.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What a database out of it takes, in bytes. */
function restoredSize(backup: string): number {
  const tables = path.join(backup, "tables");
  const packed = readdirSync(tables).reduce((sum, file) => sum + statSync(path.join(tables, file)).size, 0);
  return packed * UNPACKED + Math.min(packed * LOGGED, MOST_LOGGED_BYTES);
}

async function readBooks(url: string, backup: string): Promise<string> {
  const invariants = promisify(execFile)(process.execPath, [...SERVER_TSX, path.join(ROOT, "scripts/invariants.ts")], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
  });
  const {
    code = 0,
    stdout,
    stderr,
  } = await invariants.then(
    (said) => ({ code: 0, ...said }),
    (error: { code?: number; stdout: string; stderr: string }) => error,
  );
  if (READ.includes(code)) return `It was restored into a database that is gone again. ${stdout.trim()}`;
  throw new CliError(`${backup} was restored, but its books cannot be read: ${stderr.trim()}`);
}
