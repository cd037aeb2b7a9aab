// One data folder has one running stack. It is written to a file, so that the next start knows what a killed one left running.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CliError } from "../process/cli-error";
import { endProcess, identityOf } from "../process/processes";
import { claimFolder } from "./claim-folder";

type Running = { pid: number; identity: string | null };
export type RunFile = { note: (name: string, pid: number) => void; release: () => void };
type Contents = { starter: Running; parts: Record<string, Running> };

/**
 * Takes the data folder, which exists, for this process and ends what a killed start left running. `note` writes down a part
 * of this stack, `release` gives the folder up. Of several starts in the same moment one takes it.
 * @throws {CliError} when another start lives
 */
export async function takeRunFile(dataDir: string): Promise<RunFile> {
  const giveUpClaim = await claimFolder(dataDir);
  try {
    return await take(dataDir);
  } finally {
    giveUpClaim();
  }
}

async function take(dataDir: string): Promise<RunFile> {
  const file = path.join(dataDir, "run.json");
  const earlier = existsSync(file) ? readJson(file) : null;
  if (earlier && isAlive(earlier.starter) && earlier.starter.pid !== process.pid)
    throw new CliError(
      `The shop already runs from ${dataDir} (process ${earlier.starter.pid}): stop that one first, or set DATA_DIR to another folder.`,
    );
  // Last started, first ended: the database outlives those who use it.
  for (const { pid, identity } of Object.values(earlier?.parts ?? {}).reverse()) if (identity !== null) await endProcess(pid, identity);
  const contents: Contents = { starter: { pid: process.pid, identity: identityOf(process.pid) }, parts: {} };
  const write = () => {
    writeFileSync(`${file}.new`, JSON.stringify(contents));
    renameSync(`${file}.new`, file); // whoever looks at this moment finds it whole
  };
  write();
  return {
    note(name, pid) {
      contents.parts[name] = { pid, identity: identityOf(pid) };
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
}

function isAlive({ pid, identity }: Running): boolean {
  return identity !== null && identityOf(pid) === identity;
}

function readJson(file: string): Contents | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // an older version's, cut short by a kill: its processes end by their leash
  }
}
