/** The noun: a fault that somebody could make in one line, to see whether the tests or the simulations catch it. */
export type Mutant = {
  name: string;
  /** What it takes away, in a few words. */
  fault: string;
  /** The file that it changes, from the repository's root. */
  file: string;
  /** What stands there exactly once, and what takes its place. */
  before: string;
  after: string;
  /** The tests that ought to catch it, the quickest first. */
  tests: string[];
  /** The simulations (scripts/test/simulate.ts) that are tried when none of them does. */
  simulations: ("instances" | "payments" | "refunds" | "contracts" | "buyers")[];
};

/** A file's text with the fault in it. @throws where the text that it replaces is not there exactly once, since then the mutant is out of date */
export function mutated(text: string, { name, file, before, after }: Mutant): string {
  const found = text.split(before).length - 1;
  if (found !== 1) throw new Error(`mutant "${name}": its text stands ${found} times in ${file}, and must stand there once`);
  const at = text.indexOf(before);
  return text.slice(0, at) + after + text.slice(at + before.length);
}
