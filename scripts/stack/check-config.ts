// Reads the configuration as the shop will. When it is wrong, prints why and fails, before any long step begins.
import { ConfigError, parseEnv } from "@/lib/server/env";
import { readConfig } from "@/lib/shop/assembly/config";

try {
  readConfig(parseEnv());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 78; // EX_CONFIG
}
