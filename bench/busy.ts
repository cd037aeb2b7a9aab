import { cpus } from "node:os";
import { setTimeout } from "node:timers/promises";

const WATCH_MS = 3_000;
/** A machine with nothing else to do uses less. */
const MOST_BUSY = 0.1;
/** What ran before may still be ending. */
const LOOKS = 20;

/**
 * The share of the processors' time that others use, and whether figures would say more about these than about the shop. Waits up to a
 * minute for a quiet moment.
 */
export async function watchMachine(): Promise<{ share: number; isBusy: boolean }> {
  let share = 1;
  for (let look = 0; look < LOOKS && share > MOST_BUSY; look++) share = await busyShare();
  return { share, isBusy: share > MOST_BUSY };
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
