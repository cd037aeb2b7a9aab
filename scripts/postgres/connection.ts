// How one gets into a PostgreSQL of our own: its user, its database, and the password that lies in its data folder.
import { readFileSync } from "node:fs";
import path from "node:path";

export const USER = "xiaopu";
/** The shop's, once it runs. */
export const DATABASE = "xiaopu";
export const PASSWORD_FILE = "xiaopu-password";

/** Returns what makes the connection string of a database, for the server that listens on this port of 127.0.0.1. */
export function connectionTo(dataDir: string, port: number | string): (database: string) => string {
  const password = readFileSync(path.join(dataDir, PASSWORD_FILE), "utf8").trim();
  return (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}
