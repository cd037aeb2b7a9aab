// Adds to package-lock.json the optional packages of other systems that the registry at hand does not offer (a mirror
// keeps only its own): npm leaves such packages out when it writes the file, and `npm ci` then refuses the file.
// The packages that ask for them name exact versions. Run it after each `npm install`:
//   node --import tsx scripts/complete-lock.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./bootstrap/root.mjs";

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "openbsd", "netbsd", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const C_LIBRARIES: Record<string, string[]> = { musl: ["musl"], gnu: ["glibc"] };
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

type Entry = {
  version?: string;
  optionalDependencies?: Record<string, string>;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optional?: boolean;
  dev?: boolean;
};

/** What package-lock.json holds, as far as it matters here. */
export type Lock = { packages: Record<string, Entry> };

/** Changes the lock, and returns the names of the packages added. */
export function completeLock(lock: Lock): string[] {
  const added: string[] = [];
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
function systemOf(name: string): Pick<Entry, "os" | "cpu" | "libc"> | null {
  const words = name.split(/[/-]/).map((word) => (word === "gnueabihf" ? "arm" : word));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const os = SYSTEMS.filter((system) => words.includes(system));
  if (cpu.length !== 1) return null;
  if (os.length === 0) return cpu[0] === "wasm32" ? { cpu } : null;
  const libc = C_LIBRARIES[words.at(-1) ?? ""];
  return { cpu, os, ...(libc && os[0] === "linux" ? { libc } : {}) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(ROOT, "package-lock.json");
  const lock: Lock = JSON.parse(readFileSync(file, "utf8"));
  const added = completeLock(lock);
  const isCheck = process.argv.includes("--check");
  if (added.length > 0 && !isCheck) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length === 0 ? "package-lock.json is complete" : `${isCheck ? "missing" : "added"}: ${added.join(", ")}`);
  process.exitCode = isCheck && added.length > 0 ? 1 : 0;
}
