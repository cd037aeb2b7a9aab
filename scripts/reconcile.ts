// `npm run reconcile -- --date yyyy-MM-dd`: compares a day with Alipay's bill now, beside the running shop. Without a date,
// it takes yesterday. The exit code is 0 when both agree, 2 when something does not match, 1 when it could not be compared.
import path from "node:path";
import { parseArgs } from "node:util";
import { runningUrl } from "./postgres/running-url";
import { CliError, codeOf, messageOf, printError } from "./process/cli-error";
import { loadEnvFiles, readSettings, shopEnv } from "./stack/settings";

try {
  const { values } = parseArgs({ options: { date: { type: "string" } } });
  loadEnvFiles("production");
  const settings = readSettings();
  const databaseUrl = settings.databaseUrl ?? runningUrl(path.join(settings.dataDir, "postgres"));
  if (!databaseUrl) throw new CliError("The shop does not run: start it first (npm start), or set DATABASE_URL.");
  Object.assign(process.env, { LOG_LEVEL: "fatal", ...shopEnv(settings, databaseUrl), NODE_ENV: "production" });
  // The shop's modules read the variables as they are loaded.
  const { reconcile } = await import("./reconcile/main");
  process.exitCode = await reconcile(values.date);
} catch (error) {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = 1;
}
