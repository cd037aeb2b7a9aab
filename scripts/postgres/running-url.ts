// Where the shop's own PostgreSQL listens while it runs, for commands that work beside it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { databaseAccount, reachableDataDir } from "./account";
import { connectionTo, DATABASE, PASSWORD_FILE } from "./connection";

/** Returns its connection string, or null when no server runs on that data. `wanted` is the folder that `npm start` was given. */
export function runningUrl(wanted: string): string | null {
  const dataDir = reachableDataDir(wanted, databaseAccount(wanted));
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile) || !existsSync(path.join(dataDir, PASSWORD_FILE))) return null;
  const port = readFileSync(pidFile, "utf8").split("\n")[3]; // PostgreSQL writes it there once it listens
  return port ? connectionTo(dataDir, port)(DATABASE) : null;
}
