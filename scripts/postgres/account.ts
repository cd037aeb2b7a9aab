// PostgreSQL refuses to run as root. When root starts it, it runs as an ordinary account, which must be able to reach its
// programs and its data.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, codeOf } from "../process/cli-error";
import { executable } from "./binaries";

const SHARED_HOME = "/var/lib/xiaopu";

export type Account = { uid: number; gid: number };

/**
 * Returns the account that runs the database: null for the account that runs us, or, for root, the owner of the data, else of
 * this checkout, else postgres or nobody. The data need not exist yet.
 */
export function databaseAccount(dataDir: string): Account | null {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) return null;
  for (const place of [dataDir, ROOT]) {
    const owner = existsSync(place) ? statSync(place) : null;
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  return accountByName("postgres") ?? accountByName("nobody") ?? { uid: 65534, gid: 65534 };
}

function accountByName(name: string): Account | null {
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find(([login]) => login === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

/**
 * Returns the folder for the data: `wanted`, or, for an account that cannot enter it (a checkout below /root), one below
 * /var/lib/xiaopu. Its parent folder exists and belongs to the account; initdb makes the folder itself.
 * @throws {CliError} when the account cannot get there
 */
export function reachableDataDir(wanted: string, account: Account | null): string {
  if (!account) {
    mkdirSync(path.dirname(wanted), { recursive: true });
    return wanted;
  }
  const elsewhere = path.join(sharedFolder(wanted), "postgres");
  if (existsSync(elsewhere) && !existsSync(wanted)) return elsewhere;
  mkdirSync(path.dirname(wanted), { recursive: true });
  if (canEnter(path.dirname(wanted), account)) return wanted;
  if (existsSync(wanted))
    throw new CliError(
      `The database in ${wanted} belongs to uid ${account.uid}, who can no longer enter the folders above it: make them enterable (chmod o+x), or move the data.`,
    );
  makeShared(path.dirname(elsewhere), account);
  return elsewhere;
}

/**
 * Returns the folder of the programs: as installed (`native`), or a copy that the account can run.
 * @throws {CliError} when they do not run on this system
 */
export function reachableBinaries(native: string, account: Account | null): string {
  if (runs(native, account)) return native;
  if (!account) throw doesNotRun(native);
  const copy = path.join(sharedFolder(native), "native");
  const versionFile = path.join(copy, "version");
  const version = readFileSync(path.join(native, "..", "package.json"), "utf8");
  if (!existsSync(versionFile) || readFileSync(versionFile, "utf8") !== version) {
    rmSync(copy, { recursive: true, force: true });
    makeShared(path.dirname(copy), account);
    const umask = process.umask(0o022);
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(versionFile, version);
    process.umask(umask);
    spawnSync("chmod", ["-R", "u+rwX,go+rX", copy]);
  }
  if (!runs(copy, account)) throw doesNotRun(copy);
  return copy;
}

function sharedFolder(seed: string): string {
  return path.join(SHARED_HOME, createHash("sha256").update(seed).digest("hex").slice(0, 12));
}

function makeShared(folder: string, account: Account): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chownSync(folder, account.uid, account.gid);
  } catch (error) {
    throw new CliError(
      `PostgreSQL does not run as root, and the account it would run as (uid ${account.uid}) cannot enter this folder; ${folder} could not be made instead (${codeOf(error)}). Move the checkout to a folder that everybody can enter, or set DATABASE_URL.`,
    );
  }
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$0"', folder], { ...account, cwd: "/" }).status === 0;
}

function runs(native: string, account: Account | null): boolean {
  return spawnSync(executable(native, "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
}

function doesNotRun(native: string): CliError {
  return new CliError(
    `The embedded PostgreSQL (${native}) does not run on this system, for example because it has no glibc: set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
  );
}
