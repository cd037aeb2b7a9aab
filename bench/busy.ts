import { cpus } from "node:os";
import { setTimeout } from "node:timers/promises";
import { size } from "./figures/size";
import { treeSeconds } from "./processes";

const WATCH_MS = 3_000;
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

/** Returns what tells how large a share of the processors' time went to other programs than this one and those below it, since now. */
export function watchOthers(): () => { share: number; isBusy: boolean } {
  const before = { ...processorTime(), own: treeSeconds(process.pid) };
  return () => {
    const { busy, all } = processorTime();
    const ours = treeSeconds(process.pid) - before.own;
    // Where the system does not say what is ours, nothing can be said of the others.
    const share = ours > 0 ? Math.max(0, (busy - before.busy) / 1000 - ours) / ((all - before.all) / 1000) : 0;
    return { share, isBusy: share > MOST_BUSY };
  };
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
