// What a running process takes of the machine, as Linux counts it; 0 where the system does not say.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Linux counts a process' time in these, whatever the machine. */
const CLOCK_TICKS = 100;
const GROUPS = "/sys/fs/cgroup/cpu";
const PERIOD_US = 20_000;

/** Processor time that a process has used, in seconds. */
export function processorSeconds(pid: number): number {
  const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number);
  return (user + system) / CLOCK_TICKS;
}

/** `seconds` of processor time, with that of its ended children where it began them itself; `begun` in ticks since the machine's start. */
export type Running = { pid: number; parent: number; begun: string; seconds: number; isKernels: boolean };

/** Takes in the children of whoever ended before them, a browser's processes among them, and their time with them. */
const INIT = 1;
/** The kernel's first thread, which begins the others. */
const KERNEL = 2;

/** All processes there are; none where the system does not say. */
export function readRunning(): Running[] {
  return pids().flatMap((pid) => {
    const stat = statOf(pid);
    const parent = Number(stat[1]);
    if (!(parent >= 0) || stat.length < 20) return [];
    const ticks = stat.slice(11, pid === INIT ? 13 : 15).reduce((sum, one) => sum + Number(one), 0);
    return [{ pid, parent, begun: stat[19] ?? "", seconds: ticks / CLOCK_TICKS, isKernels: pid === KERNEL || parent === KERNEL }];
  });
}

/** The processor time of a process and of all below it, those included that have ended, in seconds. */
export function treeSeconds(root: number): number {
  const running = readRunning();
  const parents = new Map(running.map(({ pid, parent }) => [pid, parent]));
  const isBelow = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  return running.filter(({ pid }) => isBelow(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Memory that a process has in use (RSS), in MB. */
export function memoryMb(pid: number): number {
  const status = readOrEmpty(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Lets all threads of a process run on one core only; says whether that could be done. */
export function pinTo(core: number, pid: number): boolean {
  try {
    execFileSync("taskset", ["--all-tasks", "--cpu-list", "--pid", String(core), String(pid)], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Whether processes can be given a share of a core here: as root, with Linux's older control groups. */
export function canLimit(): boolean {
  return process.getuid?.() === 0 && existsSync(path.join(GROUPS, "cpu.cfs_quota_us"));
}

/** Gives a process so much of a core and no more; returns what takes the limit away. */
export function limitTo(share: number, pid: number): () => void {
  const group = path.join(GROUPS, `xiaopu-bench-${pid}`);
  mkdirSync(group, { recursive: true });
  writeFileSync(path.join(group, "cpu.cfs_period_us"), String(PERIOD_US));
  writeFileSync(path.join(group, "cpu.cfs_quota_us"), String(Math.round(share * PERIOD_US)));
  writeFileSync(path.join(group, "cgroup.procs"), String(pid));
  return () => {
    if (readOrEmpty(path.join(group, "cgroup.procs")).includes(String(pid))) writeFileSync(path.join(GROUPS, "cgroup.procs"), String(pid));
    rmdirSync(group);
  };
}

/** Its fields from the state on. */
function statOf(pid: number): string[] {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function pids(): number[] {
  return existsSync("/proc")
    ? readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
