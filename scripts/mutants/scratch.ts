import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../bootstrap/root.mjs";
import { type Cluster, startCluster } from "../postgres/cluster";
import { makeScratchFolder } from "../postgres/scratch-folder";
import { type Mutant, mutated } from "./mutant";

const CLIENT = path.join("lib", "server", "prisma");

/** A copy of the tree in which one mutant at a time lives, and a PostgreSQL for all of its tests. The checkout itself is never changed. */
export type Scratch = {
  root: string;
  /** Of the PostgreSQL, which is started when the first test needs it. */
  databaseUrl: () => Promise<string>;
  /** Puts a mutant in and takes it out again when `run` is over. */
  withMutant: <Value>(mutant: Mutant, run: () => Promise<Value>) => Promise<Value>;
  close: () => Promise<void>;
};

/** Copies whatever git knows or would add, and the generated client; the packages are the checkout's own. */
export function openScratch(signal: AbortSignal): Scratch {
  const folder = makeScratchFolder("xiaopu-mutants-");
  const root = path.join(folder, "tree");
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  for (const file of listed.split("\0").filter(Boolean)) copy(root, file);
  copy(root, CLIENT);
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"), "dir");
  let cluster: Promise<Cluster> | null = null;
  return {
    root,
    async databaseUrl() {
      cluster ??= openCluster(folder, signal);
      return (await cluster).url("postgres");
    },
    async withMutant(mutant, run) {
      const file = path.join(root, mutant.file);
      const text = readFileSync(file, "utf8");
      writeFileSync(file, mutated(text, mutant));
      try {
        return await run();
      } finally {
        writeFileSync(file, text);
      }
    },
    async close() {
      await (await cluster)?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One that is deleted and still known to git is not there. */
function copy(root: string, file: string): void {
  const to = path.join(root, file);
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(path.join(ROOT, file), to, { recursive: true });
}

function openCluster(folder: string, signal: AbortSignal): Promise<Cluster> {
  const [dataDir, logFile] = [path.join(folder, "postgres"), path.join(folder, "postgres.log")];
  return startCluster({ dataDir, logFile, durable: false, signal });
}
