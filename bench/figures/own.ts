import type { Measured } from "./measured";

/** Prints what a program of its own process has found: for a person, or, where `npm run bench` reads it (BENCH_JSON=1), as JSON. */
export function tell(measured: Measured): void {
  process.stdout.write(process.env.BENCH_JSON === "1" ? `${JSON.stringify(measured)}\n` : `${measured.table}\n`);
}
