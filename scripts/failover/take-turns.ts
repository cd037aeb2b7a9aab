// One failover after the other, the two servers taking turns.
import { setTimeout as pause } from "node:timers/promises";
import type { Figures } from "../runs/table";
import { seconds } from "../stack/progress";
import { acknowledged, faultsOf, missing, paidThere, untilBooked } from "./books";
import { type Buyers, sendBuyers } from "./buyers";
import type { ShopOnPair } from "./shop-on-pair";

/** Under load before each kill, in ms: at least this, and up to as much again by chance. */
const LOAD_MS = 1_500;
/** How long the shop may take to sell again after a promotion, in ms. */
const BACK_MS = 60_000;
/** After the last notice that came in, in ms: the worker asks about what no notice reported. */
const QUIET_MS = 120_000;

type Turn = { lost: string[]; acknowledged: number; promotedMs: number; backMs: number };
/** `keep` takes the run's figures, after each turn. */
type Wish = { times: number; say: (line: string) => void; keep: (figures: Figures) => void };

/** Returns what went wrong, as sentences; nothing, when all is well. */
export async function takeTurns(shop: ShopOnPair, { times, say, keep }: Wish): Promise<string[]> {
  const started = Date.now();
  const buyers = sendBuyers(shop);
  const turns: Turn[] = [];
  for (let number = 1; number <= times; number++) {
    const turn = await failOver(shop, buyers);
    turns.push(turn);
    say(
      `  ${turn.lost.length === 0 ? "✓" : "✗"} ${number}: ${turn.acknowledged} answered success, ${turn.lost.length} lost; promoted after ${ms(turn.promotedMs)}, selling again after ${ms(turn.backMs)}`,
    );
    keep(figuresOf({ turns, buyers, started }, null));
  }
  await buyers.stop();
  await untilBooked(shop, QUIET_MS);
  const faults = [
    ...turns.flatMap(({ lost }) => lost.map((number) => `${number} was answered success, and lost`)),
    ...(await faultsOf(shop)),
  ];
  say(`\n${await summary(shop, { turns, buyers, started })}`);
  keep(figuresOf({ turns, buyers, started }, faults.length));
  return faults;
}

async function failOver(shop: ShopOnPair, buyers: Buyers): Promise<Turn> {
  const { pair } = shop;
  await pause(LOAD_MS * (1 + Math.random()));
  if (!(await pair.isSafe())) throw new Error("the standby does not follow, so nothing could be learnt");
  const killedAt = performance.now();
  pair.killPrimary();
  await pair.promote();
  const promotedAt = performance.now();
  const told = await acknowledged(shop);
  const lost = await missing(shop, told);
  const backMs = await untilSelling(buyers, promotedAt);
  await pair.follow();
  return { lost, acknowledged: told.size, promotedMs: promotedAt - killedAt, backMs: backMs + promotedAt - killedAt };
}

/** From `since` to the first order after it. */
async function untilSelling({ placedAt }: Buyers, since: number): Promise<number> {
  for (;;) {
    const at = placedAt.findLast((one) => one > since);
    if (at !== undefined) return (placedAt.find((one) => one > since) ?? at) - since;
    if (performance.now() - since > BACK_MS) throw new Error("the shop sells nothing a minute after the promotion");
    await pause(20);
  }
}

type Run = { turns: Turn[]; buyers: Buyers; started: number };

/** `faults`: of the comparison at the end; null before it. */
function figuresOf({ turns, buyers, started }: Run, faults: number | null): Figures {
  const back = turns.map(({ backMs }) => backMs).sort((a, b) => a - b);
  return {
    ...{ failovers: turns.length, "answered success": turns.at(-1)?.acknowledged ?? 0, orders: buyers.placedAt.length },
    "of them lost": turns.reduce((sum, { lost }) => sum + lost.length, 0),
    "faults at the end": faults ?? "not compared yet",
    "selling again after (median, longest)": `${ms(back[Math.floor(back.length / 2)] ?? 0)}, ${ms(back.at(-1) ?? 0)}`,
    "seconds each": ((Date.now() - started) / 1000 / Math.max(1, turns.length)).toFixed(1),
  };
}

async function summary(shop: ShopOnPair, { turns, buyers, started }: Run): Promise<string> {
  const lost = turns.reduce((sum, turn) => sum + turn.lost.length, 0);
  const sorted = turns.map(({ backMs }) => backMs).sort((a, b) => a - b);
  const paid = (await paidThere(shop)).length;
  return [
    `${turns.length} failovers, ${(await acknowledged(shop)).size} trades answered success, ${lost} of them lost  (${seconds(started)})`,
    `${buyers.placedAt.length} orders, ${paid} paid at the gateway; ${buyers.failed} tries found no shop`,
    `selling again after the kill: median ${ms(sorted[Math.floor(sorted.length / 2)] ?? 0)}, longest ${ms(sorted.at(-1) ?? 0)}`,
  ].join("\n");
}

function ms(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
