// `npm run reconcile -- --date yyyy-MM-dd`: compares a day with Alipay's bill now, beside the running shop. Without a date,
// yesterday's. Ends with 0 when both books agree, with 2 when something does not fit, with 1 when it could not be told.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { runningUrl } from "./postgres/running-url.mjs";
import { Refusal } from "./stack/refusal.mjs";
import { loadEnvFiles, ROOT, readSettings, shopEnv } from "./stack/settings.mjs";

try {
  const { values } = parseArgs({ options: { date: { type: "string" } } });
  loadEnvFiles("production");
  const settings = readSettings();
  const databaseUrl = settings.databaseUrl ?? runningUrl(path.join(settings.dataDir, "postgres"));
  if (!databaseUrl) throw new Refusal("The shop does not run: start it first (npm start), or set DATABASE_URL.");
  const child = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/reconcile/main.ts", ...(values.date ? [values.date] : [])],
    { cwd: ROOT, env: { LOG_LEVEL: "fatal", ...shopEnv(settings, databaseUrl), NODE_ENV: "production" }, stdio: "inherit" },
  );
  process.exitCode = child.status ?? 1;
} catch (error) {
  const isExpected = error instanceof Refusal || error.code?.startsWith("ERR_PARSE_ARGS");
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}
