// One running stack for one data folder, written down so that the next start knows what a killed one left behind.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { endProcess, identityOf } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Takes the data folder for this process and ends what a killed start left running.
 * @param {string} dataDir exists
 * @returns {Promise<{ note: (name: string, pid: number) => void, release: () => void }>}
 * @throws {Refusal} when another start lives
 */
export async function takeRunFile(dataDir) {
  const file = path.join(dataDir, "run.json");
  const earlier = existsSync(file) ? readJson(file) : null;
  if (earlier && isAlive(earlier.starter) && earlier.starter.pid !== process.pid)
    throw new Refusal(
      `The shop already runs from ${dataDir} (process ${earlier.starter.pid}): stop that one first, or set DATA_DIR to another folder.`,
    );
  // Last started, first ended: the database outlives those who use it.
  for (const { pid, identity } of Object.values(earlier?.parts ?? {}).reverse()) await endProcess(pid, identity);
  const parts = {};
  const write = () => writeFileSync(file, JSON.stringify({ starter: { pid: process.pid, identity: identityOf(process.pid) }, parts }));
  write();
  return {
    note(name, pid) {
      parts[name] = { pid, identity: identityOf(pid) };
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
}

function isAlive({ pid, identity }) {
  return identity !== null && identityOf(pid) === identity;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // cut short by a kill: its processes end by their leash
  }
}
