import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { binaryPackageDir } from "../postgres/binaries.mjs";
import { Refusal } from "./refusal.mjs";
import { runCommand } from "./run-command.mjs";
import { ROOT } from "./settings.mjs";

/** @returns {string | null} a sentence when this Node.js is too old for what we run */
export function nodeTrouble(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  const isRecent = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  return isRecent ? null : `Node.js ${version} is too old: install version 20.19, 22.12, 24 or newer (https://nodejs.org).`;
}

/**
 * Installs what package-lock.json names, unless it is there already.
 * @param {{ progress: ReturnType<import("./progress.mjs").createProgress>, dataDir: string, signal?: AbortSignal }} options
 */
export async function ensureInstalled({ progress, dataDir, signal }) {
  if (isInstalled()) return;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  await progress.step(
    "installing packages from the npm registry (some minutes at first)",
    () =>
      runCommand([...npm, "ci", "--include=dev", "--no-audit", "--no-fund"], {
        logFile: path.join(dataDir, "logs", "install.log"),
        what: "npm ci",
        excerpt: npmErrors,
        env: { ...process.env, ...WITHOUT_DOWNLOADS },
        signal,
      }),
    { isLong: true },
  );
  if (!isInstalled()) throw new Refusal("npm ci ended well, but node_modules does not hold what package-lock.json names: run it by hand.");
}

/** Prisma's installer fetches a program from outside the npm registry unless it is told that there is one. */
export const WITHOUT_DOWNLOADS = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/** npm says what is wrong first, and how to call it afterwards. */
function npmErrors(output) {
  return output
    .split("\n")
    .filter((line) => /^npm error \S/.test(line))
    .slice(0, 12)
    .join("\n");
}

/** Compares the lock file with npm's own record of what it has put into node_modules, which it writes last. */
function isInstalled() {
  const wanted = packagesOf(path.join(ROOT, "package-lock.json"));
  const present = packagesOf(path.join(ROOT, "node_modules", ".package-lock.json"));
  if (!wanted || !present || !existsSync(binaryPackageDir())) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "") return true;
    const found = present[name];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.peer);
  });
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}
