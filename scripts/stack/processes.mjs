// Who runs under a pid. A pid alone says little: it is given out again after its process has died.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";

/**
 * @param {number} pid
 * @returns {string | null} what tells this process from a later one of the same pid; null when there is none
 */
export function identityOf(pid) {
  if (process.platform === "linux") {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (stat === null) return null;
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? null : `started ${rest[18]}`; // field 22, in clock ticks since the machine's start
  }
  if (process.platform === "win32") return isAlive(pid) ? "alive" : null;
  return ps(pid, "lstart=");
}

/** @returns {string} the command line of a process; empty when it cannot be had */
export function commandLineOf(pid) {
  if (process.platform === "linux") return (readOrNull(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ");
  return process.platform === "win32" ? "" : (ps(pid, "command=") ?? "");
}

/**
 * @param {string} program a word of its command line
 * @param {string} folder
 * @returns {number[]} the processes of a program that work in a folder; known on Linux only
 */
export function processesIn(program, folder) {
  if (process.platform !== "linux") return [];
  const place = realpathSync(folder);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readLinkOrNull(`/proc/${name}/cwd`) === place)
    .map(Number)
    .filter((pid) => commandLineOf(pid).includes(program));
}

/**
 * Ends a process by asking, then by force. Returns when it is gone.
 * @param {number} pid
 * @param {string} identity as `identityOf` gave it: a process that took the pid over since is left alone
 * @param {{ signals?: NodeJS.Signals[], graceMs?: number }} [options] the signals in turn, `graceMs` for each
 */
export async function endProcess(pid, identity, { signals = ["SIGTERM", "SIGKILL"], graceMs = 10_000 } = {}) {
  for (const signal of signals) {
    if (identityOf(pid) !== identity) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (error.code === "ESRCH") return;
      throw error;
    }
    const deadline = Date.now() + graceMs;
    while (Date.now() < deadline && identityOf(pid) === identity) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @returns {number | null} the parent of a process */
export function parentOf(pid) {
  if (pid === process.pid) return process.ppid;
  if (process.platform === "linux") {
    const stat = readOrNull(`/proc/${pid}/stat`);
    return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  }
  return process.platform === "win32" ? null : Number(ps(pid, "ppid=")) || null;
}

/** @returns {boolean} whether any process runs under a pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readOrNull(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function readLinkOrNull(link) {
  try {
    return readlinkSync(link);
  } catch {
    return null; // gone, or not ours to see
  }
}

function ps(pid, column) {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() || null;
  } catch {
    return null;
  }
}
