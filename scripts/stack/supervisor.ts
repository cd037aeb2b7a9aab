// Starts the parts of a stack, notices the death of any, and stops them in the right order.
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { ROOT } from "../bootstrap/root.mjs";
import { codeOf } from "../process/cli-error";

/** Flags and variables that put a node program on our leash; its standard input must then be a pipe. */
export const LEASH_FLAGS = ["--import", new URL("./leash.mjs", import.meta.url).href];
export const LEASH_ENV = { XIAOPU_LEASH: String(process.pid) };
/** Next's own greeting; ours says more. */
const GREETING = /^\s*(▲ Next\.js|- (Local|Network|Environments|Experiments)\b|✓ (Starting|Ready|Running next\.config))/;

/** One program of a stack. `stop` returns when it is gone. */
export type Part = { name: string; process: ChildProcess; stop: () => Promise<void> };

/** A part that ended without having been stopped. */
export type Death = { name: string; code: number | null; signal: NodeJS.Signals | null };

/** How a node program is run: its output goes to `logFile`, to `onLine`, or is ours. */
export type LaunchSpec = {
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile?: string;
  onLine?: (line: string) => void;
  /** How long it has to end by itself. */
  graceMs?: number;
};

export type Supervisor = {
  /** The first part that ended by itself. */
  died: Promise<Death>;
  add: (part: Part) => Part;
  /** Runs a node program on our leash. One that is stopped on its own does not count as dead, and another may take its place. */
  launch: (name: string, spec: LaunchSpec) => Part;
  /** Stops all parts, the last started first. */
  stop: () => Promise<void>;
  /** Ends all parts at once, by force: the second Ctrl-C. The database gets the time that it needs. */
  kill: () => void;
};

/** `onPart` hears of each part with its pid. */
export function createSupervisor({ onPart = () => {} }: { onPart?: (name: string, pid: number) => void } = {}): Supervisor {
  const parts: Part[] = [];
  const stopped = new WeakSet<ChildProcess>();
  let isStopping = false;
  const { promise: died, resolve: reportDeath } = withResolver<Death>();

  function add(part: Part): Part {
    parts.push(part);
    if (part.process.pid) onPart(part.name, part.process.pid);
    const report = () => {
      if (!isStopping && !stopped.has(part.process))
        reportDeath({ name: part.name, code: part.process.exitCode, signal: part.process.signalCode });
    };
    if (hasEnded(part.process)) report();
    else part.process.once("exit", report).once("error", report);
    return part;
  }

  return {
    died,
    add,
    launch(name, { graceMs = 8_000, ...spec }) {
      const child = spawnOnLeash(spec);
      const part = { name, process: child, stop };
      async function stop() {
        stopped.add(child);
        await stopChild(child, graceMs);
        const index = parts.indexOf(part);
        if (index >= 0) parts.splice(index, 1); // its number may be another's by the end
      }
      return add(part);
    },
    async stop() {
      isStopping = true;
      for (const part of parts.splice(0).reverse()) await part.stop();
    },
    kill() {
      isStopping = true;
      for (const part of parts) if (part.name !== "database") killGroup(part.process);
    },
  };
}

/** Says whether a child process has ended, or was never there. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/** A promise and what resolves it. (Promise.withResolvers is there from Node.js 22 on.) */
function withResolver<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

type LeashedChild = ChildProcessByStdio<Writable, Readable | null, Readable | null>;

function spawnOnLeash({ args, env, logFile, onLine }: Omit<LaunchSpec, "graceMs">): LeashedChild {
  const output = logFile ? openSync(logFile, "a", 0o600) : "pipe";
  const child = spawn(process.execPath, [...LEASH_FLAGS, ...args], {
    cwd: ROOT,
    env: { ...env, ...LEASH_ENV, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["pipe", output, output],
    detached: true, // Ctrl-C is ours to answer, in order
    windowsHide: true,
  }) as LeashedChild;
  passOn(child.stdout, process.stdout, onLine);
  passOn(child.stderr, process.stderr, onLine);
  return child;
}

function passOn(from: Readable | null, to: NodeJS.WriteStream, onLine?: (line: string) => void): void {
  if (!from) return; // goes to a file
  createInterface({ input: from }).on("line", (line) => {
    if (onLine) onLine(line);
    else if (!GREETING.test(line)) to.write(`${to.isTTY ? "\r\x1b[K" : ""}${line}\n`); // over a spinner
  });
}

async function stopChild(child: LeashedChild, graceMs: number): Promise<void> {
  if (!hasEnded(child)) {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    const force = setTimeout(() => killGroup(child), graceMs);
    child.stdin.end(); // the leash
    await gone;
    clearTimeout(force);
  }
  killGroup(child); // children of its own, if any were left
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}
