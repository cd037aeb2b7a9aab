// Which process runs under a pid. The system gives a pid to another process after the first has died.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./cli-error";

/** Returns what distinguishes this process from a later one of the same pid; null when there is none. */
export function identityOf(pid: number): string | null {
  if (process.platform === "linux") {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (stat === null) return null;
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? null : `started ${rest[18]}`; // field 22, in clock ticks since the machine's start
  }
  if (process.platform === "win32") return isAlive(pid) ? "alive" : null;
  return ps(pid, "lstart=");
}

/** Returns the command line of a process; an empty text when the system does not show it. */
export function commandLineOf(pid: number): string {
  if (process.platform === "linux") return (readOrNull(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ");
  return process.platform === "win32" ? "" : (ps(pid, "command=") ?? "");
}

/** Returns the processes whose command line has the word `program` and that work in `folder`; known on Linux only. */
export function processesIn(program: string, folder: string): number[] {
  if (process.platform !== "linux") return [];
  const place = realpathSync(folder);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readLinkOrNull(`/proc/${name}/cwd`) === place)
    .map(Number)
    .filter((pid) => commandLineOf(pid).includes(program));
}

type EndOptions = { signals?: readonly NodeJS.Signals[]; graceMs?: number };

/**
 * Ends a process by asking, then by force: by these signals in turn, with `graceMs` for each. Returns when it is gone.
 * `identity` is what `identityOf` gave: a process that took the pid over since is left alone.
 */
export async function endProcess(pid: number, identity: string, options: EndOptions = {}): Promise<void> {
  const { signals = ["SIGTERM", "SIGKILL"], graceMs = 10_000 } = options;
  for (const signal of signals) {
    if (identityOf(pid) !== identity) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (codeOf(error) === "ESRCH") return;
      throw error;
    }
    const deadline = Date.now() + graceMs;
    while (Date.now() < deadline && identityOf(pid) === identity) await sleep(50);
  }
}

/** Returns the pid of a process's parent, or null. */
export function parentOf(pid: number): number | null {
  if (pid === process.pid) return process.ppid;
  if (process.platform === "linux") {
    const stat = readOrNull(`/proc/${pid}/stat`);
    return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  }
  return process.platform === "win32" ? null : Number(ps(pid, "ppid=")) || null;
}

/** Says whether any process runs under a pid. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function readLinkOrNull(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null; // gone, or not ours to see
  }
}

function ps(pid: number, column: string): string | null {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() || null;
  } catch {
    return null;
  }
}
