import { existsSync } from "node:fs";

const SYSTEM_PGBOUNCER = "/usr/sbin/pgbouncer";

/** The pooler to test with: PGBOUNCER_PATH, else the one that Debian installs; null where there is none. */
export function pgbouncerPath(): string | null {
  const { PGBOUNCER_PATH: named } = process.env;
  const file = named || SYSTEM_PGBOUNCER;
  return existsSync(file) ? file : null;
}
