// A standby made of a running PostgreSQL of our own, and the promotion of one. The package from the npm registry has no
// pg_basebackup, so this does with SQL what that does (PostgreSQL's documentation, "Making a Base Backup Using the Low Level API").
import { spawnSync } from "node:child_process";
import { appendFile, copyFile, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { codeOf } from "../process/cli-error";
import { databaseAccount } from "./account";

/** What a copy does without: it belongs to the server that runs, or is fetched from it later. */
const LEFT_OUT = ["postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map"];
const EMPTY = ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];

type Copy = { fromUrl: string; fromDir: string; toDir: string };

/**
 * Copies the data of the server at `fromUrl` (a superuser) while it works, so that a server started on the copy follows it. What was in
 * `toDir` is gone then. The server must keep what it writes meanwhile (`wal_keep_size`).
 */
export async function copyAsStandby({ fromUrl, fromDir, toDir }: Copy): Promise<void> {
  await rm(toDir, { recursive: true, force: true });
  const client = new pg.Client({ connectionString: fromUrl });
  client.on("error", () => {}); // whoever asks hears of it
  await client.connect();
  try {
    await client.query("SELECT pg_backup_start('standby', true)");
    await copyFolder(fromDir, toDir, true);
    for (const name of ["pg_wal/archive_status", "pg_wal/summaries"]) await mkdir(path.join(toDir, name), { recursive: true, mode: 0o700 });
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
    await writeFile(path.join(toDir, "backup_label"), rows[0]?.labelfile ?? "");
    await writeFile(path.join(toDir, "standby.signal"), "");
    const { hostname, port, username, password } = new URL(fromUrl);
    const way = `host=${hostname} port=${port} user=${username} password=${password} application_name=standby`;
    await appendFile(path.join(toDir, "postgresql.auto.conf"), `\nprimary_conninfo = '${way}'\n`);
  } finally {
    await client.end();
  }
  const account = databaseAccount(fromDir);
  if (account) spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, toDir]);
}

/** Whatever is removed while it is copied is not needed: the log tells of that. */
async function copyFolder(from: string, to: string, isTop: boolean): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true }).catch(gone)) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (isTop && LEFT_OUT.includes(entry.name)) continue;
    if (entry.isDirectory() && isTop && EMPTY.includes(entry.name)) await mkdir(target, { mode: 0o700 });
    else if (entry.isDirectory() && !entry.name.startsWith("pgsql_tmp")) await copyFolder(source, target, false);
    else if (entry.isFile()) await copyFile(source, target).catch(gone);
  }
}

function gone(error: unknown): [] {
  if (codeOf(error) === "ENOENT") return [];
  throw error;
}

/** Makes a standby the server that takes writes. Returns when it does. */
export async function promote(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // whoever asks hears of it
  await client.connect();
  const { rows } = await client.query<{ done: boolean }>("SELECT pg_promote(true, 60) AS done").finally(() => client.end());
  if (!rows[0]?.done) throw new Error("the standby was not promoted within a minute");
}
