import { cpus } from "node:os";
import { setTimeout } from "node:timers/promises";
import { size } from "./figures/size";
import { type Running, readRunning } from "./processes";

const WATCH_MS = 3_000;
const LOOK_MS = 1_000;
/** A machine with nothing else to do uses less. */
const MOST_BUSY = 0.1;
/** What ran before may still be ending. */
const LOOKS = size(20, 1);

/**
 * The share of the processors' time that others use, and whether figures would say more about these than about the shop. Waits up to a
 * minute for a quiet moment.
 */
export async function watchMachine(): Promise<{ share: number; isBusy: boolean }> {
  let share = 1;
  for (let look = 0; look < LOOKS && share > MOST_BUSY; look++) share = await busyShare();
  return { share, isBusy: share > MOST_BUSY };
}

/**
 * Returns what tells how large a share of the processors' time went to other programs than this one and those below it, since now. Looks
 * each second, since a browser's processes outlive the one that began them, and are then below nobody. The kernel's own threads, and what is
 * not to be read of another system, are nobody's.
 */
export function watchOthers(): () => { share: number; isBusy: boolean } {
  const ours = new Set<string>([]);
  const known = new Map(readRunning().map((one) => [nameOf(one), one.seconds]));
  const { all: begun } = processorTime();
  let others = 0;
  const look = () => {
    const running = readRunning();
    markOurs(running, ours);
    for (const one of running) {
      const name = nameOf(one);
      // One that began since the last look has used all its time since then.
      if (!ours.has(name) && !one.isKernels) others += one.seconds - (known.get(name) ?? 0);
      known.set(name, one.seconds);
    }
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
    look();
    const share = Math.max(0, others) / ((processorTime().all - begun) / 1000);
    return { share, isBusy: share > MOST_BUSY };
  };
}

/** Once ours, always ours. */
function markOurs(running: Running[], ours: Set<string>): void {
  const byPid = new Map(running.map((one) => [one.pid, one]));
  const isBelow = (one: Running | undefined): boolean =>
    one !== undefined && (one.pid === process.pid || ours.has(nameOf(one)) || isBelow(byPid.get(one.parent)));
  for (const one of running) if (isBelow(one)) ours.add(nameOf(one));
}

/** A number is given to another process later. */
function nameOf({ pid, begun }: Running): string {
  return `${pid} ${begun}`;
}

async function busyShare(): Promise<number> {
  const before = processorTime();
  await setTimeout(WATCH_MS);
  const after = processorTime();
  return (after.busy - before.busy) / (after.all - before.all);
}

function processorTime(): { busy: number; all: number } {
  let [busy, all] = [0, 0];
  for (const { times } of cpus()) {
    const sum = Object.values(times).reduce((total, time) => total + time, 0);
    all += sum;
    busy += sum - times.idle;
  }
  return { busy, all };
}
