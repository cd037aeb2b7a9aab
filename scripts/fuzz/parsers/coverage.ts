import { Session } from "node:inspector/promises";

type Range = { startOffset: number; endOffset: number; count: number };
type Script = { url: string; functions: { ranges: Range[] }[] };

/** Says which parts of the shop's own code have run, by V8's own coverage of blocks: no package, no instrumented copy. */
export type Coverage = {
  /** The parts that have run since this was asked last, and are not known yet. */
  news: () => Promise<string[]>;
  know: (parts: readonly string[]) => void;
  /** How many are known. */
  known: () => number;
  close: () => void;
};

/** `isOurs`: by a file's address. */
export async function openCoverage(isOurs: (url: string) => boolean): Promise<Coverage> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const known = new Set<string>();
  return {
    async news() {
      const { result } = (await session.post("Profiler.takePreciseCoverage")) as { result: Script[] };
      const parts = result.filter(({ url }) => isOurs(url)).flatMap(partsOf);
      return parts.filter((part) => !known.has(part));
    },
    know(parts) {
      for (const part of parts) known.add(part);
    },
    known: () => known.size,
    close: () => session.disconnect(),
  };
}

/** The blocks that ran. */
function partsOf({ url, functions }: Script): string[] {
  const ran = functions.flatMap(({ ranges }) => ranges.filter(({ count }) => count > 0));
  return ran.map(({ startOffset, endOffset }) => `${url}:${startOffset}:${endOffset}`);
}
