import type { Figures } from "../runs/table";
import type { Round } from "./round";
import { lineOf } from "./tally";

/** `longest`: the longest text that is kept of a refused message, in bytes. */
export type Totals = { before: Measure; after: Measure | null };
type Measure = { rows: Map<string, number>; mb: number; longest: number };

/** A run in the figures of its row in docs/reliability/forgeries.md. */
export function figuresOf(rounds: readonly Round[]): Figures {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0);
  const wrong = rounds.flatMap(({ tally }) => tally.wrong.map(({ what }) => what));
  const sent = sum(({ tally }) => tally.sent);
  return {
    ...{
      messages: sent,
      forged: sum(({ tally }) => tally.forged),
      "forged and taken": wrong.filter((what) => what.includes("taken")).length,
    },
    ...{
      "5xx": wrong.filter((what) => what.startsWith("answered")).length,
      "no answer": wrong.filter((what) => what.startsWith("not")).length,
    },
    "unexplained changes": sum(({ changes }) => changes.length),
    purchases: sum(({ purchases }) => purchases.numbers.size),
    "of them told of at once": sum(({ purchases }) => purchases.acknowledged),
    "genuine refused": sum(({ unheard }) => unheard.length),
    "a second": String(
      Math.round(
        (sent * 1_000) /
          Math.max(
            1,
            sum(({ tookMs }) => tookMs),
          ),
      ),
    ),
    "ms of a processor for each (shop, forger)": rounds.map(processorOf).join("; "),
    "memory, most": `${Math.max(0, ...rounds.map(({ watched }) => watched.mostRss))} MB`,
  };
}

/** What was run and what came of it, as it stands in docs/reliability/forgeries.md. */
export function reportOf(
  rounds: readonly Round[],
  { before, after }: Totals,
  { seed, connections }: { seed: number; connections: number },
): { text: string; isGood: boolean } {
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0);
  const tookMs = sum((round) => round.tookMs);
  const sent = sum(({ tally }) => tally.sent);
  const purchases = sum(({ purchases }) => purchases.numbers.size);
  const wrong = rounds.flatMap(({ tally }) => tally.wrong);
  const isGood = wrong.length === 0 && rounds.every(isClean);
  const grown = [...(after?.rows ?? [])]
    .map(([name, rows]) => [name, rows - (before.rows.get(name) ?? 0)] as const)
    .filter(([, more]) => more > 0);
  const lines = [
    `Seed ${seed}, ${connections} connections, ${(tookMs / 60_000).toFixed(1)} minutes, ${Math.round((sent * 3_600_000) / tookMs)} messages an hour.`,
    "",
    "| | |",
    "|---|---|",
    `| messages | ${sent} |`,
    `| of them forged, by the oracle | ${sum(({ tally }) => tally.forged)} |`,
    `| forged and taken | ${wrong.filter(({ what }) => what.includes("taken")).length} |`,
    `| answered with 5xx | ${wrong.filter(({ what }) => what.startsWith("answered")).length} |`,
    `| not answered | ${wrong.filter(({ what }) => what.startsWith("not")).length} |`,
    `| genuine in another dress, by the oracle | ${sum(({ tally }) => tally.genuine)}, of which ${sum(({ tally }) => tally.taken)} were taken |`,
    `| changes in the books that no genuine message explains | ${sum(({ changes }) => changes.length)} |`,
    `| purchases meanwhile, their first notice answered \`success\` | ${purchases}, ${sum(({ purchases }) => purchases.acknowledged)} |`,
    `| genuine messages afterwards that were not answered \`success\` | ${sum(({ unheard }) => unheard.length)} |`,
    `| answers | ${statusesOf(rounds)} |`,
    `| a probe of the shop's life meanwhile: p99, slowest, unanswered | ${Math.max(...rounds.map(({ watched }) => watched.p99Ms))} ms, ${Math.max(...rounds.map(({ watched }) => watched.slowestMs))} ms, ${sum(({ watched }) => watched.unanswered)} |`,
    `| the slowest answer to a message | ${Math.round(Math.max(...rounds.map(({ tally }) => tally.slowestMs)))} ms |`,
    `| ms of a processor that a message took: the shop, the forger | ${rounds.map(processorOf).join("; ")} |`,
    `| memory of the shop's process: first, most, last | ${rounds.map(({ watched }) => `${watched.firstRss}, ${watched.mostRss}, ${watched.lastRss} MB`).join("; ")} |`,
    `| rows that came | ${grown.map(([name, more]) => `${name} ${more}`).join(", ")} |`,
    `| the database grew by | ${(after?.mb ?? 0) - before.mb} MB; the longest refused text that is kept has ${after?.longest ?? 0} bytes |`,
    "",
    `Changes made, by how often: ${changesOf(rounds)}.`,
    ...rounds.flatMap(({ purchases, changes, unheard }) => [...purchases.others, ...changes, ...unheard]).slice(0, 20),
    ...wrong
      .toSorted((one, other) => Number(other.what.includes("taken")) - Number(one.what.includes("taken")))
      .slice(0, 20)
      .map(lineOf),
  ];
  return { text: lines.join("\n"), isGood };
}

function processorOf({ processorMs: { shop, forger } }: Round): string {
  return `${shop.toFixed(1)}, ${forger.toFixed(1)}`;
}

function isClean({ purchases, changes, unheard, watched }: Round): boolean {
  return purchases.others.length === 0 && changes.length === 0 && unheard.length === 0 && watched.unanswered === 0;
}

function statusesOf(rounds: readonly Round[]): string {
  return [...joined(rounds.map(({ tally }) => tally.statuses))]
    .sort(([, a], [, b]) => b - a)
    .map(([status, times]) => `${status === 0 ? "none (cut off)" : status}: ${times}`)
    .join(", ");
}

function changesOf(rounds: readonly Round[]): string {
  return [...joined(rounds.map(({ tally }) => tally.changes))]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name} ${times}`)
    .join(", ");
}

function joined<Key>(counts: readonly Map<Key, number>[]): Map<Key, number> {
  const all = new Map<Key, number>();
  for (const one of counts) for (const [key, times] of one) all.set(key, (all.get(key) ?? 0) + times);
  return all;
}
