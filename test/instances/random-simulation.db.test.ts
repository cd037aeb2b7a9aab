import fc from "fast-check";
import { vi } from "vitest";
import { ofSeed, testSeeds } from "../seeds";
import type { ContractKind } from "../simulation";
import { anyRules, type Rules } from "../street/goods";
import type { Lodging } from "../test-shop";
import { anyRound, type Deed, takeRound } from "./deeds";
import { checkRound, checkWorld } from "./oracle";
import { closeWorld, heal, openWorld, type Round } from "./world";

const KINDS = ["keys", "MD5"] as const;
const SECOND_MS = 1000;
const SKEWS_MS = [0, 2, -2, 40, -40, 180, -180].map((seconds) => seconds * SECOND_MS);
const anyStreet = fc.record({
  // What one buyer may have is the concern of `buyers`.
  rules: anyRules.map((rules): Rules => ({ ...rules, perOrder: null, perBuyer: null })),
  skewsMs: fc.tuple(fc.constantFrom(...SKEWS_MS), fc.constantFrom(...SKEWS_MS)),
  rounds: fc.array(anyRound, { minLength: 4, maxLength: 12 }),
});
type Street = { rules: Rules; skewsMs: readonly number[]; rounds: Round<Deed>[] };

/** Runs a street to its end and gives its story; what fails is told with it. */
async function live({ skewsMs, rules, rounds }: Street, lodging: Lodging, kind: ContractKind): Promise<string[]> {
  // Nothing is late because the machine is slow: what ends is ended by the seed.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"], shouldClearNativeTimers: true });
  const world = await openWorld(lodging, { kind, skewsMs, rules });
  try {
    for (const round of rounds) {
      await takeRound(world, round);
      await checkRound(world);
    }
    await heal(world);
    await checkWorld(world);
    return world.story;
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nwhat happened:\n${world.story.join("\n")}`;
    throw error;
  } finally {
    vi.useRealTimers();
    await closeWorld(world);
  }
}

testSeeds("a shop in two processes, of which any may be killed between any two steps, loses no payment and leaves nothing open", {
  seeds: 10,
  deeds: anyStreet,
  run: async (street, lodging, seed) => {
    await live(street, lodging, ofSeed(seed, KINDS));
  },
});
