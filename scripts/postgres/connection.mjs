// How one gets into a PostgreSQL of our own: its user, its database, and the password that lies in its data folder.
import { readFileSync } from "node:fs";
import path from "node:path";

export const USER = "xiaopu";
/** The shop's, once it runs. */
export const DATABASE = "xiaopu";
export const PASSWORD_FILE = "xiaopu-password";

/**
 * @param {string} dataDir where the data really is
 * @param {number | string} port on 127.0.0.1
 * @returns {(database: string) => string} the connection string of one of its databases
 */
export function connectionTo(dataDir, port) {
  const password = readFileSync(path.join(dataDir, PASSWORD_FILE), "utf8").trim();
  return (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}
