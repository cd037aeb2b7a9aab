/** A try measures little of everything, to see that it works, and writes nothing: `npm run bench -- --try`. */
export const isTry = process.env.BENCH_TRY === "1";

/** How much of something is measured. */
export function size(full: number, inTry: number): number {
  return isTry ? inTry : full;
}

/** Of each rate. */
export const RUNS = size(5, 2);
