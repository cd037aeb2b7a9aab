// Reads the configuration as the shop will, and ends with its sentences when it is wrong: before anything long is begun.
import { ConfigError, parseEnv } from "@/lib/server/env";
import { readConfig } from "@/lib/shop/assembly/config";

try {
  readConfig(parseEnv());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 78; // EX_CONFIG
}
