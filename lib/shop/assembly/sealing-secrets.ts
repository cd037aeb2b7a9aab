import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigError, type Env } from "@/lib/server/env";
import type { SealingSecrets } from "@/lib/server/sealed";

/**
 * The secrets that are shared by all instances and are in no database: the key of the forms' actions, given by its variable or kept
 * in the data folder (scripts/stack/build.ts makes the same file). A shop that is given the variable opens what the file sealed.
 * @throws {ConfigError} where there is neither, and none can be made, or what is kept is nothing
 */
export function readSealingSecrets({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: given, DATA_DIR }: Env): SealingSecrets {
  const file = path.join(path.resolve(DATA_DIR), "actions-key");
  if (!given && !existsSync(file)) make(file);
  const kept = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  const secrets = [given ?? "", kept].filter((secret) => secret !== "");
  if (secrets.length > 0) return secrets;
  throw new ConfigError([`${file} is empty: put the key back from a copy, or delete the file, and the shop makes another one`]);
}

function make(file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (existsSync(file)) return; // another process was first
    throw new ConfigError([
      `DATA_DIR cannot keep a key (${(error as Error).message}): make it writable, or set NEXT_SERVER_ACTIONS_ENCRYPTION_KEY`,
    ]);
  }
}
