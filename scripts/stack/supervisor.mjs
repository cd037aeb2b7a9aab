// Starts the parts of a stack, notices the death of any, and stops them in the right order.
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createInterface } from "node:readline";
import { ROOT } from "./settings.mjs";

/** Flags and variables that put a node program on our leash; its standard input must then be a pipe. */
export const LEASH_FLAGS = ["--import", new URL("./leash.mjs", import.meta.url).href];
export const LEASH_ENV = { XIAOPU_LEASH: String(process.pid) };
/** Next's own greeting; ours says more. */
const GREETING = /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments)\b|✓ (Starting|Ready|Running next\.config))/;

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {import("node:child_process").ChildProcess} process
 * @property {() => Promise<void>} stop
 */

/** @param {{ note?: (name: string, pid: number) => void }} [options] `note` is told of each part's pid */
export function createSupervisor({ note = () => {} } = {}) {
  /** @type {Part[]} */
  const parts = [];
  let isStopping = false;
  let tellDeath;
  const died = new Promise((resolve) => {
    tellDeath = resolve;
  });

  /** @param {Part} part */
  function add(part) {
    parts.push(part);
    if (part.process.pid) note(part.name, part.process.pid);
    const tell = () => {
      if (!isStopping) tellDeath({ name: part.name, code: part.process.exitCode, signal: part.process.signalCode });
    };
    if (hasEnded(part.process)) tell();
    else part.process.once("exit", tell).once("error", tell);
    return part;
  }

  return {
    /** @type {Promise<{ name: string, code: number | null, signal: string | null }>} the first part that ended by itself */
    died,
    add,
    /**
     * Runs a node program on our leash.
     * @param {string} name
     * @param {{ args: string[], env: NodeJS.ProcessEnv, logFile?: string, graceMs?: number, onLine?: (line: string) => void }} spec its
     * output goes to `logFile`, to `onLine`, or is ours
     */
    launch(name, { args, env, logFile, onLine, graceMs = 8_000 }) {
      const output = logFile ? openSync(logFile, "a", 0o600) : "pipe";
      const child = spawn(process.execPath, [...LEASH_FLAGS, ...args], {
        cwd: ROOT,
        env: /** @type {NodeJS.ProcessEnv} */ ({ ...env, ...LEASH_ENV, NEXT_TELEMETRY_DISABLED: "1" }),
        stdio: ["pipe", output, output],
        detached: true, // Ctrl-C is ours to answer, in order
        windowsHide: true,
      });
      if (!logFile) passOn(child, onLine);
      return add({ name, process: child, stop: () => stopChild(child, graceMs) });
    },
    /** Stops all parts, the last started first. */
    async stop() {
      isStopping = true;
      for (const part of parts.splice(0).reverse()) await part.stop();
    },
    /** Ends all parts at once, by force: the second Ctrl-C. The database gets the time that it needs. */
    kill() {
      isStopping = true;
      for (const part of parts) if (part.name !== "database") killGroup(part.process);
    },
  };
}

/** @returns {boolean} whether a child process has ended */
export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function passOn(child, onLine) {
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    createInterface({ input: from }).on("line", (line) => {
      if (onLine) onLine(line);
      else if (!GREETING.test(line)) to.write(`${to.isTTY ? "\r\x1b[K" : ""}${line}\n`); // over a spinner
    });
  }
}

async function stopChild(child, graceMs) {
  if (!hasEnded(child)) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    const force = setTimeout(() => killGroup(child), graceMs);
    child.stdin.end(); // the leash
    await gone;
    clearTimeout(force);
  }
  killGroup(child); // children of its own, if any were left
}

function killGroup(child) {
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
