// Adds to package-lock.json the optional packages of other systems that the registry at hand does not offer (a mirror
// keeps only its own): npm leaves such packages out when it writes the file, and `npm ci` then refuses the file.
// Their versions are exact in the packages that ask for them. To be run after each `npm install`:
//   node scripts/complete-lock.mjs [--check]
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "openbsd", "netbsd", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * @param {{ packages: Record<string, any> }} lock is changed
 * @returns {string[]} the names added
 */
export function completeLock(lock) {
  const added = [];
  for (const entry of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      const system = systemOf(name);
      if (!system || !EXACT.test(version) || lock.packages[place]) continue;
      lock.packages[place] = { version, ...system, optional: true, ...(entry.dev ? { dev: true } : {}) };
      added.push(name);
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)));
  return added;
}

/** Reads "@next/swc-linux-x64-musl" as its system, processor and C library; null for a name of another kind. */
function systemOf(name) {
  const words = name.split(/[/-]/).map((word) => (word === "gnueabihf" ? "arm" : word));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const os = SYSTEMS.filter((system) => words.includes(system));
  if (cpu.length !== 1) return null;
  if (os.length === 0) return cpu[0] === "wasm32" ? { cpu } : null;
  const libc = { musl: ["musl"], gnu: ["glibc"] }[words.at(-1)];
  return { cpu, os, ...(libc && os[0] === "linux" ? { libc } : {}) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(fileURLToPath(new URL("..", import.meta.url)), "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = completeLock(lock);
  const isCheck = process.argv.includes("--check");
  if (added.length > 0 && !isCheck) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? "package-lock.json is complete" : `${isCheck ? "missing" : "added"}: ${added.join(", ")}`);
  process.exitCode = isCheck && added.length > 0 ? 1 : 0;
}
