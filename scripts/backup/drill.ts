// The drill in the words of a console. scripts/drill.ts brings the environment.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { folderName, newestOf } from "@/lib/shop/backups/backup";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError } from "../process/cli-error";
import { SERVER_TSX } from "../stack/node-flags";
import { onRestored } from "./check-backup";
import { readManifest } from "./manifest";
import { backupsIn } from "./places";

/**
 * Restores a backup into a database that is thrown away, and has the gateway's bills compared with it. Returns the exit code.
 * @throws {CliError} when there is no backup, or it cannot be restored
 */
export async function drill(named: string | null): Promise<number> {
  const backup = path.resolve(named ?? newestBackup());
  console.log(`${backup}: the shop as it was at ${readManifest(backup).takenAt}.`);
  return onRestored(backup, async (url) => {
    const compared = promisify(execFile)(process.execPath, [...SERVER_TSX, path.join(ROOT, "scripts/backup/compare-restored.ts")], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: url },
    });
    const { code, stdout, stderr } = await compared.then(
      (said) => ({ code: 0, ...said }),
      (error: { code?: number; stdout: string; stderr: string }) => ({ ...error, code: error.code ?? 1 }),
    );
    console.log(stdout.trim());
    if (stderr.trim()) console.error(stderr.trim());
    return code;
  });
}

function newestBackup(): string {
  const { BACKUP_DIR, DATA_DIR } = process.env;
  const folder = path.resolve(BACKUP_DIR || backupsIn(DATA_DIR ?? ""));
  const newest = newestOf(namesIn(folder), new Date());
  if (!newest) throw new CliError(`There is no backup in ${folder}: write one first (npm run backup).`);
  return path.join(folder, folderName(newest));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
