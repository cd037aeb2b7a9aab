import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endProcess, identityOf } from "../process/processes";
import { type Cluster, startCluster } from "./cluster";
import { makeScratchFolder } from "./scratch-folder";

let folder: string;
let open: Cluster[];

beforeEach(() => {
  folder = makeScratchFolder("xiaopu-cluster-");
  open = [];
});

afterEach(async () => {
  for (const cluster of open) await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("an owner whose machine lost power finds the shop's data at the next start", async () => {
  const first = await start();
  await query(first, "CREATE TABLE paid (yuan int); INSERT INTO paid VALUES (42)");
  const postmaster = postmasterPid();
  await killByForce(first.process.pid);
  await killByForce(postmaster);

  const second = await start();
  expect(await query(second, "SELECT yuan FROM paid")).toEqual([{ yuan: 42 }]);
});

test("a database that outlived its killed starter is ended and its data taken over", async () => {
  const first = await start();
  const orphan = postmasterPid();
  const orphanIdentity = identityOf(orphan);
  await killByForce(first.process.pid);
  expect(identityOf(orphan)).toBe(orphanIdentity);

  const second = await start();
  expect(identityOf(orphan)).not.toBe(orphanIdentity);
  expect(await query(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a lock file whose number now belongs to a stranger stops nobody, and the stranger lives on", async () => {
  const first = await start();
  await first.stop();
  const stranger = process.pid;
  writeFileSync(path.join(first.dataDir, "postmaster.pid"), `${stranger}\n${first.dataDir}\n`);

  const second = await start();
  expect(await query(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(identityOf(stranger)).not.toBeNull();
});

test("a stopped database leaves no process, no lock file, and half-made data of an earlier try disturbs nobody", async () => {
  writeFileSync(path.join(folder, "postgres.new"), "");
  const cluster = await start();
  const postmaster = postmasterPid();
  await cluster.stop();
  expect(identityOf(postmaster)).toBeNull();
  expect(existsSync(path.join(cluster.dataDir, "postmaster.pid"))).toBe(false);
});

test("only who knows the password gets in", async () => {
  const cluster = await start();
  const url = new URL(cluster.url("postgres"));
  url.password = "guess";
  await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toMatchObject({ code: "28P01" });
});

async function start(): Promise<Cluster> {
  const cluster = await startCluster({ dataDir: path.join(folder, "postgres"), logFile: path.join(folder, "postgres.log") });
  open.push(cluster);
  return cluster;
}

function postmasterPid(): number {
  return Number(readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function killByForce(pid: number | undefined): Promise<void> {
  const identity = pid === undefined ? null : identityOf(pid);
  if (pid === undefined || identity === null) throw new Error("There is nothing to kill.");
  await endProcess(pid, identity, { signals: ["SIGKILL"] });
}

async function query(cluster: Cluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url("postgres") });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
