import { type Dice, throwDice } from "../dice";
import { havoc } from "./havoc";
import type { Target } from "./target";

/** What went wrong, and the text that did it. */
export type Found = { target: string; problem: string; text: Buffer };

/** Of 64 kB a reader needs a few milliseconds; where its time grows with the square of them, seconds. */
export const MOST_MS = 1_000;

/** Reads one text, and says what is wrong with that. What was slow is read again, since the machine may have been busy. */
export async function tryOne(target: Target, text: Buffer): Promise<Found | null> {
  const problem = await readingOf(target, text);
  if (problem === null) return null;
  if (problem !== "slow") return { target: target.name, problem, text };
  const again = [await readingOf(target, text), await readingOf(target, text)];
  return again.every((one) => one === "slow") ? { target: target.name, problem: `it takes more than ${MOST_MS} ms`, text } : null;
}

async function readingOf(target: Target, text: Buffer): Promise<string | null> {
  const started = performance.now();
  try {
    await target.read(text);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return performance.now() - started > MOST_MS ? "slow" : null;
}

/** Tries so many changed texts, the same ones for the same seed. */
export async function tryMany(target: Target, { seed, runs }: { seed: number; runs: number }): Promise<Found | null> {
  for (let index = 0; index < runs; index++) {
    const found = await tryOne(target, changed(target, throwDice(seed, index), target.seeds));
    if (found) return found;
  }
  return null;
}

export function changed(target: Target, dice: Dice, corpus: readonly Buffer[]): Buffer {
  return havoc(dice, dice.pick(corpus), corpus, target.mostBytes);
}
