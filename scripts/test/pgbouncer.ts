// The pooler that the shop is tested behind.

import { messageOf } from "../process/cli-error";
import type { BuildOptions } from "../stack/build";
import { aptInstall, hasApt } from "./apt";
import { pgbouncerPath } from "./pgbouncer-path";

let trouble = "";

/** Sees to a PgBouncer: PGBOUNCER_PATH or the system's. Root on Debian gets one by apt-get. Having none is no failure. */
export async function ensurePgBouncer(options: BuildOptions): Promise<void> {
  if (pgbouncerPath() || !hasApt()) return;
  try {
    await aptInstall(["pgbouncer"], options);
  } catch (error) {
    options.signal?.throwIfAborted();
    trouble = `, and apt-get could not install one: ${messageOf(error).split("\n")[0]}`;
  }
}

/** What cannot be tested on this machine, as sentences. */
export function leftOutWithoutPgBouncer(): string[] {
  if (pgbouncerPath()) return [];
  return [
    `the shop behind a real PgBouncer: there is none at /usr/sbin/pgbouncer, and none is named in PGBOUNCER_PATH${trouble} (Debian: apt-get install pgbouncer)`,
  ];
}
