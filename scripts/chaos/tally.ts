import type { Healed } from "../trials/heal";
import type { Verdict } from "../trials/judge";
import { percentile } from "../trials/percentile";
import type { Restart } from "../trials/town";
import type { Fallen, Struck } from "./kill";

/** What a kill's time is made of: a town's beginning, waiting for somebody to serve again, for somebody to be met, and a town's end. */
const PHASES = ["beginning", "standing again", "meeting", "end"] as const;
export type Phase = (typeof PHASES)[number];

/** What a run has come to, over all its towns. */
export type Tally = Verdict & {
  kills: Map<string, number>;
  restarts: Restart[];
  placed: number;
  refundsPressed: number;
  broken: string[];
  strange: string[];
  healedMs: number[];
  /** Answers that were lost with those who were killed, as far as the roads have seen them. */
  underWay: number;
  phases: Record<Phase, number>;
};

export function newTally(): Tally {
  return {
    kills: new Map(),
    restarts: [],
    ...{ placed: 0, refundsPressed: 0, paidTrades: 0, paidFen: 0, paidOrders: 0, refunded: 0, held: 0 },
    ...{ lost: [], doubled: [], waiting: [], broken: [], strange: [], healedMs: [] },
    underWay: 0,
    phases: { beginning: 0, "standing again": 0, meeting: 0, end: 0 },
  };
}

export function countFallen(tally: Tally, fallen: Fallen): Fallen {
  const { what, restarts } = fallen;
  tally.kills.set(what, (tally.kills.get(what) ?? 0) + 1);
  tally.restarts.push(...restarts);
  return fallen;
}

/** A death of whom others will start again. */
export function countStruck(tally: Tally, { what, underWay }: Struck): void {
  countFallen(tally, { what, restarts: [] });
  tally.underWay += underWay;
}

export function killsOf({ kills }: Tally): number {
  return [...kills.values()].reduce((sum, count) => sum + count, 0);
}

type TownEnd = { healed: Healed; placed: number; refundsPressed: number; strange: string[] };

export function countTown(tally: Tally, { healed, placed, refundsPressed, strange }: TownEnd): void {
  tally.placed += placed;
  tally.refundsPressed += refundsPressed;
  for (const name of ["paidTrades", "paidFen", "paidOrders", "refunded", "held"] as const) tally[name] += healed[name];
  for (const name of ["lost", "doubled", "waiting"] as const) tally[name].push(...healed[name]);
  if (healed.invariants) tally.broken.push(healed.invariants);
  tally.strange.push(...strange);
  tally.healedMs.push(healed.tookMs);
}

export function isFlawless({ lost, doubled, waiting, broken, strange }: Tally): boolean {
  return lost.length + doubled.length + waiting.length + broken.length + strange.length === 0;
}

/** A run in the figures of its row in docs/reliability/chaos.md; `nouns`: what its kills are called. */
export function figuresOf(tally: Tally, tookMs: number, nouns = "kills"): Record<string, number | string> {
  const starts = startsOf(tally);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return {
    ...{ [nouns]: killsOf(tally), orders: tally.placed, "paid at Alipay": tally.paidTrades, "refunds pressed": tally.refundsPressed },
    ...{ lost: tally.lost.length, doubled: tally.doubled.length, waiting: tally.waiting.length },
    ...{ "broken invariants": tally.broken.length, "strange answers": tally.strange.length },
    "a server was back after (median, 95 %, worst)":
      starts.length > 0 ? [percentile(starts, 0.5), percentile(starts, 0.95), Math.max(...starts)].map(seconds).join(", ") : "",
    "seconds each": (tookMs / 1000 / Math.max(1, killsOf(tally))).toFixed(1),
    ...(tally.underWay > 0 && { "answers lost with them": tally.underWay, "of the seconds": phasesOf(tally) }),
  };
}

/** The seconds of one kill, by what they were needed for. */
function phasesOf(tally: Tally): string {
  return PHASES.map((phase) => `${phase} ${(tally.phases[phase] / 1000 / Math.max(1, killsOf(tally))).toFixed(1)}`).join(", ");
}

function startsOf({ restarts }: Tally): number[] {
  return restarts.filter(({ part }) => part === "server").map(({ tookMs }) => tookMs);
}

/** A run in words. */
export function report(tally: Tally, tookMs: number, nouns = "kills"): string {
  const kills = killsOf(tally);
  const starts = startsOf(tally);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const list = (name: string, found: string[]) => found.slice(0, 20).map((one) => `  ${name}: ${one}`);
  return [
    `${kills} ${nouns} in ${Math.round(tookMs / 60_000)} min (${Math.round((kills * 3_600_000) / tookMs)} an hour)`,
    ...(tally.underWay > 0 ? [`seconds each: ${phasesOf(tally)}; ${tally.underWay} answers were lost with those who were killed`] : []),
    `${tally.placed} orders placed, ${tally.paidTrades} paid at Alipay (${(tally.paidFen / 100).toFixed(2)} yuan), ${tally.refundsPressed} refunds pressed`,
    `${tally.paidOrders} paid orders, ${tally.refunded} whole refunds, ${tally.held} held and told`,
    `${tally.lost.length} lost, ${tally.doubled.length} doubled, ${tally.waiting.length} waiting, ${tally.broken.length} broken invariants`,
    `a server was back after ${seconds(percentile(starts, 0.5))} s (median; ${seconds(percentile(starts, 0.95))} s for 95 %, ${seconds(Math.max(0, ...starts))} s at worst)`,
    ...[...tally.kills].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, count]) => `  ${String(count).padStart(4)} × ${what}`),
    ...list("lost", tally.lost),
    ...list("doubled", tally.doubled),
    ...list("waiting", tally.waiting),
    ...list("broken", tally.broken),
    ...list("strange", tally.strange),
  ].join("\n");
}
