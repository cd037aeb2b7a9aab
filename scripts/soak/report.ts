import type { Figures } from "../runs/table";
import type { Healed } from "../trials/heal";
import type { Timed } from "../trials/points";
import type { Minute, Times } from "./minute";
import type { Fall } from "./mishaps";
import { slopePerHour } from "./slope";

export type Soak = {
  minutes: Minute[];
  falls: Fall[];
  faults: number;
  orders: number;
  refundsPressed: number;
  strange: string[];
  /** Notices that were answered `success` and of which no row tells. */
  forgotten: string[];
  healed: Healed;
};

/** The first server: it lives all the time. */
export const LASTING = "server 1";
/** A server's memory settles first; from this share of the time on its slope counts. */
const SETTLED = 0.25;

/** By how many MB an hour the first server's memory grew, once it had settled; null of a run that is too short for that. */
export function memorySlope({ minutes }: Pick<Soak, "minutes">): number | null {
  const points = minutes.flatMap(({ minute, memory }) => {
    const value = memory.get(LASTING);
    return value === undefined ? [] : [{ minute, value }];
  });
  return slopePerHour(points.slice(Math.floor(points.length * SETTLED)));
}

/** What a soak has come to, in the figures of its row in docs/reliability/soak.md. */
export function figuresOf(soak: Soak): Figures {
  const { minutes, falls, faults, orders, refundsPressed, strange, forgotten, healed } = soak;
  const slope = memorySlope(soak);
  const memory = minutes.flatMap((one) => one.memory.get(LASTING) ?? []);
  return {
    ...{
      minutes: minutes.length,
      orders,
      "paid at Alipay": healed.paidTrades,
      "refunds pressed": refundsPressed,
      faults,
      kills: falls.length,
    },
    ...{ "minutes with a broken invariant": minutes.filter(({ broken }) => broken.length > 0).length, "strange answers": strange.length },
    ...{ lost: healed.lost.length + forgotten.length, doubled: healed.doubled.length, waiting: healed.waiting.length },
    "an order took (p50, p95, p99)": typicalOf(minutes, "order"),
    "a notice took (p50, p95, p99)": typicalOf(minutes, "notice"),
    "memory of the server that lives": `${memory[0] ?? 0} to ${memory.at(-1) ?? 0} MB, ${slope === null ? "too short for a slope" : `${slope.toFixed(0)} MB an hour`}`,
  };
}

export function describe(soak: Soak): string {
  const { minutes, strange, forgotten, healed } = soak;
  const wrong = [
    ...minutes.flatMap(({ broken }) => broken),
    ...strange,
    ...forgotten,
    ...healed.lost,
    ...healed.doubled,
    ...healed.waiting,
  ];
  return [
    ...Object.entries(figuresOf(soak)).map(([name, figure]) => `${name}: ${figure}`),
    healed.invariants || "all invariants hold in the end",
    ...[...new Set(wrong)].slice(0, 30).map((one) => `  ${one}`),
  ].join("\n");
}

/** The median over the minutes of each: a typical minute's. */
function typicalOf(minutes: readonly Minute[], what: Timed): string {
  const typical = (of: (times: Times) => number) => {
    const sorted = minutes.map(({ times }) => of(times[what])).sort((a, b) => a - b);
    return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms`;
  };
  return [typical(({ p50 }) => p50), typical(({ p95 }) => p95), typical(({ p99 }) => p99)].join(", ");
}
