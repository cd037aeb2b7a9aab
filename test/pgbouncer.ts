import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import pg from "pg";
import { onTestFinished } from "vitest";
import { databaseAccount } from "../scripts/postgres/account";
import { makeScratchFolder } from "../scripts/postgres/scratch-folder";
import type { GuardSpec } from "../scripts/process/guard.mjs";
import { pgbouncerPath } from "../scripts/test/pgbouncer-path";

const GUARD = fileURLToPath(new URL("../scripts/process/guard.mjs", import.meta.url));

export type PoolMode = "session" | "transaction";

/**
 * A real PgBouncer of Debian's settings before the server that a connection string names, for as long as the test lasts.
 * `roundRobin`: it takes its servers in turn, and not the one that was used last.
 * @returns the way to any database of that server through it
 */
export async function startPgBouncer(
  connectionString: string,
  mode: PoolMode,
  { roundRobin = false }: { roundRobin?: boolean } = {},
): Promise<(connectionString: string) => string> {
  const command = pgbouncerPath();
  if (!command) throw new Error("there is no PgBouncer");
  const folder = makeScratchFolder("xiaopu-pgbouncer-");
  const account = databaseAccount(folder); // it does not run as root either
  const server = new URL(connectionString);
  const port = await getPort({ host: "127.0.0.1" });
  const users = path.join(folder, "users.txt");
  const settings = path.join(folder, "pgbouncer.ini");
  writeFileSync(users, `"${server.username}" "${decodeURIComponent(server.password)}"\n`, { mode: 0o600 });
  writeFileSync(
    settings,
    `[databases]
* = host=${server.hostname} port=${server.port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = ${mode}
default_pool_size = 40
server_round_robin = ${roundRobin ? 1 : 0}
`,
    { mode: 0o600 },
  );
  if (account) for (const file of [folder, users, settings]) chownSync(file, account.uid, account.gid);
  const spec: GuardSpec = { command, args: ["-q", settings], cwd: folder, ...account, signals: ["SIGINT", "SIGKILL"], graceMs: 5_000 };
  const guard = spawn(process.execPath, [GUARD, JSON.stringify(spec)], { stdio: ["pipe", "ignore", "ignore"] });
  onTestFinished(async () => {
    guard.stdin.end();
    if (guard.exitCode === null) await once(guard, "exit");
    rmSync(folder, { recursive: true });
  });
  const through = (target: string) => {
    const url = new URL(target);
    url.hostname = "127.0.0.1";
    url.port = String(port);
    return url.href;
  };
  await untilItAnswers(through(connectionString), () => guard.exitCode === null);
  return through;
}

async function untilItAnswers(connectionString: string, isRunning: () => boolean): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SELECT 1");
      return;
    } catch (error) {
      if (!isRunning()) throw new Error("PgBouncer ended at once", { cause: error });
      await pause(20); // not listening yet
    } finally {
      await client.end().catch(() => {});
    }
  }
}
