// Runs once: starts a temporary PostgreSQL with one seeded template, which each stack copies.
import { rmSync } from "node:fs";
import path from "node:path";
import { migrate } from "../../scripts/db/migrate";
import { ask } from "../../scripts/postgres/ask";
import { startCluster } from "../../scripts/postgres/cluster";
import { runtimeUrl } from "../../scripts/postgres/runtime-role";
import { makeScratchFolder } from "../../scripts/postgres/scratch-folder";
import { seed } from "../../scripts/stack/database";
import { TEMPLATE } from "./run-place";

export default async function setUp(): Promise<() => Promise<void>> {
  const folder = makeScratchFolder("xiaopu-e2e-");
  const cluster = await startCluster({
    dataDir: path.join(folder, "postgres"),
    logFile: path.join(folder, "postgres.log"),
    durable: false,
  });
  await ask(cluster.url("postgres"), `CREATE DATABASE ${TEMPLATE}`);
  await migrate(cluster.url(TEMPLATE));
  await seed(cluster.url(TEMPLATE), { dataDir: folder });
  // Rights are copied with a template; the shops of the journeys run with no more than a real one.
  const { username, password } = new URL(await runtimeUrl(cluster.url(TEMPLATE)));
  // The workers are children of this process and inherit both.
  process.env.E2E_FOLDER = folder;
  process.env.E2E_DATABASE_URL = cluster.url("postgres");
  process.env.E2E_SHOP_ROLE = `${username}:${password}`;
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
