import { readFileSync } from "node:fs";
import type { Witness } from "../trials/buyers";
import { invariantsOf } from "../trials/heal";
import { percentile } from "../trials/percentile";
import type { Town } from "../trials/town";

/** One minute of a soak. Memory in MB, times in ms. */
export type Sample = {
  minute: number;
  memoryMb: (number | null)[];
  p50: number;
  p95: number;
  p99: number;
  placed: number;
  /** What is broken, in the words of `npm run invariants`; empty when all holds. */
  broken: string;
};

/** Reads what the last minute was like, and begins the next. */
export async function sampleOf(town: Town, witness: Witness, minute: number): Promise<Sample> {
  const took = witness.placingMs.splice(0);
  const at = (share: number) => Math.round(percentile(took, share));
  const memoryMb = town.instances.map((instance) => memoryOf(town.pidOf(instance)));
  const broken = await invariantsOf(town).catch((error: unknown) => String(error));
  return { minute, memoryMb, p50: at(0.5), p95: at(0.95), p99: at(0.99), placed: took.length, broken };
}

/** Of a process, as Linux counts it; null where nothing runs or the system does not say. */
function memoryOf(pid: number | undefined): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kb ? Math.round(Number(kb) / 102.4) / 10 : null;
  } catch {
    return null;
  }
}
