// A start that is killed while it migrates, or whose database is, at any statement; and the next start.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { ROOT } from "../bootstrap/root.mjs";
import { migrate, readMigrations } from "../db/migrate";
import { appliedMigrations, schemaDigest } from "../db/schema-digest";
import { ask } from "../postgres/ask";
import { type Cluster, startCluster } from "../postgres/cluster";
import { processesIn } from "../process/processes";
import type { Figures } from "../runs/table";
import { SERVER_TSX } from "../stack/node-flags";
import type { Chance } from "../trials/chance";
import { type Moment, openCountingRoad, type Spot } from "../trials/counting-road";
import { type Trial, townFolder } from "../trials/with-folder";

const MOMENTS: readonly Moment[] = ["before", "during", "after"];
const MIGRATIONS = readMigrations();
/** Four statements before the first migration, and of each its begin, its text, its row and its commit. */
const ROUNDS = 4 + 4 * MIGRATIONS.length;
/** A server whose client is gone works on at its statement: how long that may keep the next start waiting, in ms. */
const PATIENCE_MS = 30_000;

type Wish = { times: number; chance: Chance };
type Found = { figures: Figures; wrong: string[] };

/** So many databases at a time, each in a PostgreSQL of its own, so that one that is killed is nobody else's. */
const LANES = 2;

type Counts = { starters: number; databases: number; before: number; during: number; after: number; waited: number };
type Lane = { cluster: Cluster; open: () => Promise<Cluster> };

/** `wrong`: in sentences; nothing, when each second start made the database whole. */
export async function killMigrations(trial: Trial, { times, chance }: Wish): Promise<Found> {
  const { progress, signal } = trial;
  const since = performance.now();
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, number) => openLane(townFolder(trial, `migrations-${number}`))));
  const [first] = lanes;
  if (!first) throw new Error("there is no PostgreSQL");
  const digests = await progress.step("what the tables are after each migration", () => digestsOf(first.cluster));
  const wrong: string[] = [];
  const counts: Counts = { starters: 0, databases: 0, before: 0, during: 0, after: 0, waited: 0 };
  let [begun, done] = [0, 0];
  const work = async (lane: Lane) => {
    while (begun < times && !signal.aborted) {
      await killAndJudge(lane, { name: `killed_${begun++}`, chance, counts, wrong, digests });
      if (++done % 10 === 0) progress.line(`    ${done} killed, ${wrong.length} wrong`);
    }
    await lane.cluster.stop();
  };
  await Promise.all(lanes.map(work));
  const { starters, databases, waited, ...moments } = counts;
  const seconds = ((performance.now() - since) / 1000 / Math.max(1, done)).toFixed(1);
  return {
    figures: {
      ...{ "starts killed": starters, "databases killed": databases, ...moments },
      ...{ "second start took over 5 s": waited, wrong: wrong.length, "seconds each": seconds },
    },
    wrong,
  };
}

async function openLane(folder: string): Promise<Lane> {
  const open = () => startCluster({ dataDir: path.join(folder, "postgres"), logFile: path.join(folder, "logs", "postgres.log") });
  return { cluster: await open(), open };
}

type Turn = { name: string; chance: Chance; counts: Counts; wrong: string[]; digests: readonly string[][] };

async function killAndJudge(lane: Lane, { name, chance, counts, wrong, digests }: Turn): Promise<void> {
  const spot: Spot = { round: chance.below(ROUNDS), moment: chance.pick(MOMENTS) };
  const isDatabase = chance.below(3) === 0;
  counts[isDatabase ? "databases" : "starters"]++;
  counts[spot.moment]++;
  await ask(lane.cluster.url("postgres"), `CREATE DATABASE ${name}`);
  await killOne(lane.cluster, { name, spot, isDatabase });
  if (isDatabase) {
    await lane.cluster.stop();
    lane.cluster = await lane.open();
  }
  const where = `${isDatabase ? "the database" : "a start"} killed ${spot.moment} statement ${spot.round}`;
  const complain = (what: string) => wrong.push(`${where}: ${what}`);
  const took = await judge(lane.cluster.url(name), { digests, complain });
  if (took > 5_000) counts.waited++;
  await ask(lane.cluster.url("postgres"), `DROP DATABASE ${name} WITH (FORCE)`);
}

/** What the tables are when so many migrations are applied; before the first, with the bookkeeping's own and without. */
async function digestsOf(cluster: Cluster): Promise<string[][]> {
  await ask(cluster.url("postgres"), "CREATE DATABASE whole");
  const url = cluster.url("whole");
  const empty = await onDatabase(url, schemaDigest);
  await migrate(url, []);
  const digests = [[empty, await onDatabase(url, schemaDigest)]];
  for (let count = 1; count <= MIGRATIONS.length; count++) {
    await migrate(url, MIGRATIONS.slice(0, count));
    digests.push([await onDatabase(url, schemaDigest)]);
  }
  return digests;
}

type Killing = { name: string; spot: Spot; isDatabase: boolean };

async function killOne(cluster: Cluster, { name, spot, isDatabase }: Killing): Promise<void> {
  const port = Number(new URL(cluster.url(name)).port);
  let child: ChildProcess | null = null;
  const fall = () => {
    if (!isDatabase) return void child?.kill("SIGKILL");
    for (const pid of processesIn("postgres", cluster.dataDir)) process.kill(pid, "SIGKILL");
  };
  const road = await openCountingRoad({ target: () => port, spot, fall });
  const url = new URL(cluster.url(name));
  url.port = String(road.port);
  child = start(url.href);
  await once(child, "exit");
  await road.stop();
}

function start(url: string): ChildProcess {
  return spawn(process.execPath, [...SERVER_TSX, "scripts/chaos/migrate-once.ts"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

type Judging = { digests: readonly string[][]; complain: (what: string) => void };

/** Nothing is half made, and the next start finishes; how long that took, in ms. */
async function judge(url: string, { digests, complain }: Judging): Promise<number> {
  const { finished, halfWay, digest } = await untilQuiet(url);
  if (halfWay.length > 0) complain(`half-written: ${halfWay.join(", ")}`);
  if (MIGRATIONS.slice(0, finished.length).some(({ name }, at) => name !== finished[at])) complain(`applied are ${finished.join(", ")}`);
  if (!digests[finished.length]?.includes(digest)) complain(`the tables are not those of ${finished.length} migrations`);
  const since = performance.now();
  const child = start(url);
  const said = child.stderr ? text(child.stderr) : Promise.resolve("");
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) complain(`the next start ended with ${code}: ${(await said).trim()}`);
  const after = await onDatabase(url, schemaDigest);
  if (!digests.at(-1)?.includes(after)) complain("the tables are others than those of a shop that was never killed");
  return performance.now() - since;
}

/** A statement that was under way goes on without its client, and is undone when the server sees that: until then all may change. */
async function untilQuiet(url: string): Promise<{ finished: string[]; halfWay: string[]; digest: string }> {
  const others =
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await wait(20)) {
    if ((await ask(url, others)).length === 0) break;
  }
  return onDatabase(url, async (client) => ({ ...(await appliedMigrations(client)), digest: await schemaDigest(client) }));
}

async function onDatabase<Value>(url: string, run: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
