import type { ChildProcess } from "node:child_process";
import { codeOf } from "../process/cli-error";
import { hasEnded } from "../stack/supervisor";

/** Who was killed may not have ended yet, as far as we were told: whoever asks must not take it for alive. */
const doomed = new WeakSet<ChildProcess>();

export function doom(process: ChildProcess): void {
  doomed.add(process);
}

/** Whether it has ended and nobody has killed it: it fell by itself. */
export function fellByItself(process: ChildProcess): boolean {
  return hasEnded(process) && !doomed.has(process);
}

export function isGone(process: ChildProcess): boolean {
  return doomed.has(process) || hasEnded(process);
}

/** kill -9 of a program that leads a group of its own, and of its children; one that is gone already is left alone. */
export function killGroup(child: ChildProcess | null | undefined): void {
  if (!child?.pid || isGone(child)) return;
  doom(child);
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}
