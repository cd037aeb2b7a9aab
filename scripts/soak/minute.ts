// What is looked at in each minute of a soak.
import { control } from "../../bench/orders";
import { residentMb } from "../process/resident-memory";
import { invariantsOf } from "../trials/heal";
import { percentile } from "../trials/percentile";
import { TIMED, type Timed } from "../trials/points";
import type { Town } from "../trials/town";

/** Of a kind of answer: how many there were, and how long they took, in ms. */
export type Times = { count: number; p50: number; p95: number; p99: number };
export type Minute = {
  minute: number;
  times: Record<Timed, Times>;
  /** Memory by who has it, in MB. */
  memory: Map<string, number>;
  /** In sentences; nothing when all is as it must be. */
  broken: string[];
};

type ShownTrade = { out_trade_no: string; paid_at: string | null };

/** So long after it was paid a trade may be unknown to the shop: what was told of it may be lost, and then it has to ask. */
const KNOWN_WITHIN_MS = 5 * 60_000;

/** Takes down what the servers' answers took, from now on; `read` gives it and begins anew. */
export function timeAnswers(town: Town): { read: () => Record<Timed, Times> } {
  const taken = new Map<Timed, number[]>(TIMED.map((what) => [what, []]));
  town.traps.took = (what, ms) => void taken.get(what)?.push(ms);
  return {
    read: () => {
      const timesOf = (what: Timed): Times => {
        const all = taken.get(what)?.splice(0) ?? [];
        return { count: all.length, p50: percentile(all, 0.5), p95: percentile(all, 0.95), p99: percentile(all, 0.99) };
      };
      return { notice: timesOf("notice"), order: timesOf("order"), page: timesOf("page") };
    },
  };
}

export async function lookAt(town: Town, minute: number, times: Record<Timed, Times>): Promise<Minute> {
  const memory = new Map([...town.pids()].map(([name, pid]) => [name, residentMb(pid)]));
  const said = await invariantsOf(town);
  return { minute, times, memory, broken: [...(said ? [said] : []), ...(await unknownIn(town))] };
}

/** What was paid some minutes ago and is not in the books. */
async function unknownIn(town: Town): Promise<string[]> {
  const trades = await control<{ trades: ShownTrade[] }>(town.emulatorUrl, "GET", "trades").then(
    (shown) => shown.trades,
    () => [], // it is being started again: the next minute sees them
  );
  const booked = await town.query<{ no: string }>("SELECT out_trade_no AS no FROM payments");
  const known = new Set(booked.map(({ no }) => no));
  const late = Date.now() - KNOWN_WITHIN_MS;
  return trades
    .filter(({ out_trade_no: no, paid_at: at }) => at !== null && Date.parse(at) < late && !known.has(no))
    .map(({ out_trade_no: no, paid_at: at }) => `${no} was paid at ${at}, and the shop does not know it`);
}
