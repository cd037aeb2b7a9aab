// Random simulations: one test for each seed. A seed is always the same street: the same deeds, in the same order, also of those
// that happen together (test/together.ts says what is not the seed's there). The numbers of orders and refunds are drawn anew, and
// nothing follows from them; ids, by which rows are sorted, are counted. The gateway's patience is real time (test/simulation.ts): where the machine stands still for
// longer than that, an answer is a lost one, as in the shop.
import fc from "fast-check";
import { afterAll, describe, test } from "vitest";
import { withCountedIds } from "./counted-ids";
import { emptyDatabase } from "./database";
import { type Lodging, openLodging } from "./test-shop";
import { runAlone } from "./together";

/** One seed takes a second or two where the machine has time; many of them run beside other work. */
const ONE_SEED_MS = 120_000;
/** How long a smaller street that fails too is looked for. */
const SHRINK_MS = 5 * 60_000;

type Street<Deeds> = {
  /** How many seeds the suite runs. */
  seeds: number;
  deeds: fc.Arbitrary<Deeds>;
  /** One street from its first deed to the last check, on the database that it is given. */
  run: (deeds: Deeds, lodging: Lodging, seed: number) => Promise<void>;
};

/**
 * Makes a test of each seed. The suite runs the seeds from 1 on. `npm run simulate` sets what it needs of these variables:
 * SIMULATION_SEED is the first seed and SIMULATION_RUNS how many there are; SIMULATION_SHRINK looks for a smaller street that
 * fails too, and SIMULATION_PATH repeats the one that was found.
 */
export function testSeeds<Deeds>(promise: string, { seeds: usual, deeds, run }: Street<Deeds>): void {
  const { SIMULATION_SEED, SIMULATION_RUNS, SIMULATION_SHRINK, SIMULATION_PATH } = process.env;
  const first = Number(SIMULATION_SEED || 1);
  const seeds = Array.from({ length: Number(SIMULATION_RUNS || usual) }, (_, index) => first + index);
  const one = async (seed: number) => {
    const street = fc.asyncProperty(deeds, (each) => lodge((lodging) => inOneOrder(() => run(each, lodging, seed))));
    await fc.assert(street, {
      seed,
      numRuns: 1,
      // Bias is for many runs of one seed: here it would make most streets short, and their numbers 0.
      unbiased: true,
      ...(SIMULATION_SHRINK ? { interruptAfterTimeLimit: SHRINK_MS } : { endOnFailure: true }),
      ...(SIMULATION_PATH && { path: SIMULATION_PATH }),
    });
  };
  describe(promise, () => {
    test.each(seeds)("seed %i", one, SIMULATION_SHRINK ? SHRINK_MS + 2 * ONE_SEED_MS : ONE_SEED_MS);
  });
}

/** Runs what happens the same way each time: ids are counted, and also of what one does alone the parts go on in one order. */
export function inOneOrder(run: () => Promise<void>): Promise<void> {
  return withCountedIds(() => runAlone(run));
}

/** What a seed has of several: each seed one, in turn. */
export function ofSeed<const Choice>(seed: number, choices: readonly Choice[]): Choice {
  return choices[seed % choices.length] as Choice;
}

type Ends = Parameters<Lodging["whenOver"]>[0][];
type Rooms = { lodging: Lodging; ends: Ends };

let free: Rooms | null = null;

/** One database after the other would take longer than what happens on it, and as many connections as there are seeds. */
async function lodge(use: (lodging: Lodging) => Promise<void>): Promise<void> {
  const rooms = free ?? (await openRooms());
  // Who hangs keeps what they have, and the next one gets another.
  free = null;
  const ends: Ends = [];
  try {
    await use({ ...rooms.lodging, whenOver: (end) => ends.unshift(end) });
    for (const end of ends) await end();
    await emptyDatabase(rooms.lodging.pool);
  } catch (error) {
    // What went wrong first is what is told.
    await close(rooms).catch(() => {});
    throw error;
  }
  free = rooms;
}

async function openRooms(): Promise<Rooms> {
  const ends: Ends = [];
  return { lodging: await openLodging((end) => ends.push(end)), ends };
}

async function close({ ends }: Rooms): Promise<void> {
  for (const end of ends) await end();
}

afterAll(async () => {
  if (free) await close(free);
});
