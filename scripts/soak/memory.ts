import { readFileSync } from "node:fs";

/** What each of these processes has in memory, in MB; those that are not there, or of which the system says nothing, are left out. */
export function memoryOf(pids: ReadonlyMap<string, number>): Map<string, number> {
  const sizes = [...pids].map(([name, pid]) => [name, residentMb(pid)] as const);
  return new Map(sizes.filter(([, size]) => size > 0));
}

function residentMb(pid: number): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
