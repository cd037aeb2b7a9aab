// How to connect to a PostgreSQL of our own: its user, its database, and the password in its data folder.
import { readFileSync } from "node:fs";
import path from "node:path";

export const USER = "xiaopu";
/** The shop's database. */
export const DATABASE = "xiaopu";
export const PASSWORD_FILE = "xiaopu-password";

/** For a server on this port of 127.0.0.1: returns a function from a database's name to its connection string. */
export function connectionTo(dataDir: string, port: number | string): (database: string) => string {
  const password = readFileSync(path.join(dataDir, PASSWORD_FILE), "utf8").trim();
  return (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}
