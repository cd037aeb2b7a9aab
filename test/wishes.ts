import { expect } from "vitest";
import type { Simulation } from "./simulation";

/** Somebody wants a sum given back: once, however often and in whatever way they ask for it. */
export type Wish = {
  outTradeNo: string;
  fen: number;
  /** Of a form: the same key is the same wish. */
  key: string | null;
  /** What the shop made of it; none as long as the shop has not answered. */
  refundIds: bigint[];
};

type Asking = {
  of: { outTradeNo: string };
  fen: number;
  key?: string;
  /** They ask once more for what this refund did not do. */
  insteadOf?: bigint;
};
type Answered = { ok: false } | { ok: true; refundId: bigint };

/**
 * Somebody of the test wants `fen` of a trade given back and asks the shop for it by `deed`. What they want is kept beside the
 * shop's own books, so that a wish that is done twice shows. A refusal takes a new wish back; where the shop does not answer
 * the wish stays open.
 */
export async function wanted<Answer extends Answered>(simulation: Simulation, asking: Asking, deed: Promise<Answer>): Promise<Answer> {
  const { wishes } = simulation;
  const known = findWish(wishes, asking);
  const wish: Wish = known ?? { outTradeNo: asking.of.outTradeNo, fen: asking.fen, key: asking.key ?? null, refundIds: [] };
  if (!known) wishes.push(wish);
  const answer = await deed;
  if (answer.ok) wish.refundIds.push(answer.refundId);
  else if (!known) wishes.splice(wishes.indexOf(wish), 1);
  return answer;
}

function findWish(wishes: readonly Wish[], { key, insteadOf }: Asking): Wish | undefined {
  return wishes.find((wish) => (key && wish.key === key) || (insteadOf !== undefined && wish.refundIds.includes(insteadOf)));
}

/**
 * What was given back of each trade at the gateway is what somebody wanted given back, one for one: each wish that the shop calls
 * done, once; one that is open may have been done or not; and money that pays nothing goes back as a whole. What was done in
 * Alipay's own console was wanted there. The token protocol tells the shop only the trade's sum, so that there it may take the
 * console's refund for one of its own.
 */
export async function checkWishes(simulation: Simulation): Promise<void> {
  for (const { out_trade_no, trade_no, total_fee, protocol, refunds } of await simulation.trades()) {
    if (trade_no === null) continue;
    const given = refunds.filter(({ status }) => status === "refunded").map(({ by, amount }) => ({ by, fen: fenOf(amount) }));
    const atConsole = given.filter(({ by }) => by === "console").map(({ fen }) => fen);
    const throughShop = given.filter(({ by }) => by !== "console").map(({ fen }) => fen);
    const own = (await goesBackByItself(simulation, trade_no)) ? [fenOf(total_fee)] : [];
    const { done, open } = await sortWishes(simulation, out_trade_no);
    const { rest, missing } = subtract(throughShop, [...own, ...done]);
    const isMistakable = protocol === "wap-token" && sumOf(missing) <= sumOf(atConsole);
    expect(
      { givenThoughNobodyWantsIt: subtract(rest, open).rest, saidToBeGiven: isMistakable ? [] : missing },
      `wishes about ${out_trade_no}, of which ${throughShop} went back through the shop and ${atConsole} at the console`,
    ).toEqual({ givenThoughNobodyWantsIt: [], saidToBeGiven: [] });
  }
}

/** As those who want them see them. A refund that a restored backup has forgotten is open. */
async function sortWishes({ shop, wishes }: Simulation, outTradeNo: string): Promise<{ done: number[]; open: number[] }> {
  const sorted: { done: number[]; open: number[] } = { done: [], open: [] };
  for (const { fen, refundIds } of wishes.filter((wish) => wish.outTradeNo === outTradeNo)) {
    const refunds = await shop.db.refund.findMany({ where: { id: { in: refundIds } }, select: { status: true } });
    const isOpen = refundIds.length === 0 || refunds.length < refundIds.length || refunds.some(({ status }) => status === "PENDING");
    if (refunds.some(({ status }) => status === "DONE")) sorted.done.push(fen);
    else if (isOpen) sorted.open.push(fen);
  }
  return sorted;
}

/** The shop itself wants it: money that came too late or twice, once it has gone. */
async function goesBackByItself({ shop }: Simulation, tradeNo: string): Promise<boolean> {
  const which = { status: "DONE", requestedBy: "worker", payment: { tradeNo, disposition: "held" } } as const;
  return (await shop.db.refund.count({ where: which })) > 0;
}

/** Takes each of `sums` out of `from` once. */
function subtract(from: readonly number[], sums: readonly number[]): { rest: number[]; missing: number[] } {
  const rest = [...from];
  const missing = sums.filter((fen) => {
    const index = rest.indexOf(fen);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return { rest, missing };
}

function sumOf(sums: readonly number[]): number {
  return sums.reduce((total, fen) => total + fen, 0);
}

/** "19.80" → 1980. */
function fenOf(yuan: string): number {
  return Number(yuan.replace(".", ""));
}
