import { SIMULATIONS } from "../test/simulations";
import type { Mutant } from "./mutant";
import { runInTurn, runTests } from "./run-tests";
import type { Scratch } from "./scratch";

/** What caught a mutant: a test by its sentence, a simulation after so many seeds, or nothing in so many. */
export type Caught =
  | { by: "test"; sentence: string; file: string }
  | { by: "simulation"; name: string; seeds: number }
  | { by: "nothing"; seeds: number };

type Trying = { seeds: number; firstSeed: number; signal: AbortSignal };

/** So many seeds of one simulation run before it is another's turn. */
const CHUNK = 20;

/** Puts a mutant into the scratch copy and looks what catches it: its tests first, then its simulations in turn, up to `seeds` seeds in all. */
export function tryMutant(scratch: Scratch, mutant: Mutant, trying: Trying): Promise<Caught> {
  return scratch.withMutant(mutant, async () => {
    const { failed } = await runInTurn(scratch, mutant.tests, trying.signal);
    return failed ? { by: "test", ...failed } : simulate(scratch, mutant, trying);
  });
}

async function simulate(scratch: Scratch, { simulations }: Mutant, { seeds, firstSeed, signal }: Trying): Promise<Caught> {
  let ran = 0;
  for (let round = 0; ran < seeds && simulations.length > 0; round++) {
    for (const name of simulations) {
      const wanted = Math.min(CHUNK, seeds - ran);
      if (wanted === 0) break;
      const extra = { SIMULATION_RUNS: String(wanted), SIMULATION_SEED: String(firstSeed + round * CHUNK) };
      const { passed, failed } = await runTests(scratch, [SIMULATIONS[name] ?? ""], { signal, extra, names: ["seed \\d+$"] });
      ran += passed;
      if (failed) return { by: "simulation", name, seeds: ran + 1 };
    }
  }
  return { by: "nothing", seeds: ran };
}
