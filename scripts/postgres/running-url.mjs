// Where the shop's own PostgreSQL listens while it runs, for commands that work beside it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { databaseAccount, reachableDataDir } from "./account.mjs";

const USER = "xiaopu";

/**
 * @param {string} wanted the data folder that `npm start` was given
 * @param {string} database
 * @returns {string | null} its connection string; null when no server runs on that data
 */
export function runningUrl(wanted, database) {
  const dataDir = reachableDataDir(wanted, databaseAccount(wanted));
  const pidFile = path.join(dataDir, "postmaster.pid");
  const passwordFile = path.join(dataDir, "xiaopu-password");
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return null;
  const port = readFileSync(pidFile, "utf8").split("\n")[3]; // PostgreSQL writes it there once it listens
  const password = readFileSync(passwordFile, "utf8").trim();
  return port ? `postgres://${USER}:${password}@127.0.0.1:${port}/${database}` : null;
}
