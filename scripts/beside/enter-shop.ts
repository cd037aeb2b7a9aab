// For commands that work beside the running shop, on its database.
import path from "node:path";
import { runningUrl } from "../postgres/running-url";
import { CliError } from "../process/cli-error";
import { loadEnvFiles, readSettings, shopEnv } from "../stack/settings";

/**
 * Sets the variables of the shop that runs here, or of the database that DATABASE_URL names. The shop's modules read them as they
 * are loaded, so import those afterwards.
 * @throws {CliError} when no shop runs
 */
export function enterShop(): void {
  loadEnvFiles("production");
  const settings = readSettings();
  const databaseUrl = settings.databaseUrl ?? runningUrl(path.join(settings.dataDir, "postgres"));
  if (!databaseUrl) throw new CliError("The shop does not run: start it first (npm start), or set DATABASE_URL.");
  Object.assign(process.env, { LOG_LEVEL: "fatal", ...shopEnv(settings, databaseUrl), NODE_ENV: "production" });
}
