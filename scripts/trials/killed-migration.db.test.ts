import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freshEmptyDatabase } from "@/test/database";
import { migrate, readMigrations } from "../db/migrate";
import { appliedMigrations, schemaDigest } from "../db/schema-digest";
import { type Moment, openCountingRoad } from "./counting-road";

const MIGRATIONS = readMigrations();
/** What a start asks before its first migration. */
const BEGINNING = 4;
const [TEXT, ROW, COMMIT] = [1, 2, 3];
/** A client that is gone while its statement runs is noticed afterwards. */
const PATIENCE_MS = 20_000;

async function aDatabase() {
  const { connectionString, drop } = await freshEmptyDatabase();
  const client = new pg.Client({ connectionString });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  const port = Number(new URL(connectionString).port);
  const othersAreGone = async () => {
    const { rows } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    return rows.length === 0;
  };
  /** A start that is cut off there; what it says, or null when it was done before. */
  const startCutOff = async (round: number, moment: Moment): Promise<string | null> => {
    const road = await openCountingRoad({ target: () => port, spot: { round, moment }, fall: () => {} });
    const through = new URL(connectionString);
    through.port = String(road.port);
    const said = await migrate(through.href).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    await road.stop();
    await expect.poll(othersAreGone, { timeout: PATIENCE_MS, interval: 5 }).toBe(true);
    return said;
  };
  const state = async () => ({ ...(await appliedMigrations(client)), digest: await schemaDigest(client) });
  return { connectionString, state, startCutOff };
}

test("a start that is killed while it migrates has done each migration whole or not at all, and the next start goes on from there", async () => {
  const whole = await aDatabase();
  await migrate(whole.connectionString, []);
  const killed = await aDatabase();
  await killed.startCutOff(BEGINNING - 1, "after");
  let before = await whole.state();
  expect(await killed.state()).toEqual(before);
  for (const [at, { name }] of MIGRATIONS.entries()) {
    const spots: [number, Moment][] = [
      [BEGINNING + TEXT, "during"],
      [BEGINNING + ROW, "after"],
      [BEGINNING + COMMIT, "before"],
    ];
    // One of these each, so that all are had in the end.
    const [round, moment] = spots[at % spots.length] ?? spots[0] ?? [0, "before"];
    expect(await killed.startCutOff(round, moment), name).toContain(`Migration ${name} could not be applied`);
    expect(await killed.state(), name).toEqual(before);
    await migrate(whole.connectionString, MIGRATIONS.slice(0, at + 1));
    before = await whole.state();
    await killed.startCutOff(BEGINNING + COMMIT, "after");
    expect(await killed.state(), name).toEqual(before);
  }
  expect(await migrate(killed.connectionString)).toEqual([]);
  expect(before.finished).toHaveLength(MIGRATIONS.length);
  expect(before.halfWay).toEqual([]);
}, 120_000);
