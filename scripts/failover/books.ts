// The emulator's ledger beside the shop's books.
import { setTimeout as pause } from "node:timers/promises";
import type { ShopOnPair } from "./shop-on-pair";

type Delivery = { out_trade_no: string; answer: string | null };
type Trade = { out_trade_no: string; paid_at: string | null; total_fee: string };
type Booked = { outTradeNo: string; times: number; disposition: string; status: string | null; seen: number };

/** The numbers of all trades of which the shop has answered a notice with `success`. */
export async function acknowledged({ control }: ShopOnPair): Promise<Set<string>> {
  const { deliveries } = await control<{ deliveries: Delivery[] }>("GET", "deliveries");
  return new Set(deliveries.filter(({ answer }) => answer === "success").map(({ out_trade_no }) => out_trade_no));
}

/** All trades that are paid at the gateway. */
export async function paidThere({ control }: ShopOnPair): Promise<Trade[]> {
  const { trades } = await control<{ trades: Trade[] }>("GET", "trades");
  return trades.filter(({ paid_at }) => paid_at !== null);
}

/** What the shop has booked, by the trade's number: how often, and whether as a paid order or as held money that the owner sees. */
export async function bookedHere({ rows }: ShopOnPair): Promise<Map<string, Booked>> {
  const booked = await rows<Booked>(`SELECT p.out_trade_no AS "outTradeNo", count(*)::int AS times, min(p.disposition) AS disposition,
      min(o.status::text) AS status, (SELECT count(*)::int FROM discrepancies d WHERE d.trade_no = min(p.trade_no) AND d.resolved_at IS NULL) AS seen
    FROM payments p LEFT JOIN orders o ON o.id = p.order_id GROUP BY p.out_trade_no`);
  return new Map(booked.map((one) => [one.outTradeNo, one]));
}

/** Those of `numbers` that are not in the shop's books now. */
export async function missing(shop: ShopOnPair, numbers: Iterable<string>): Promise<string[]> {
  const booked = await bookedHere(shop);
  return [...numbers].filter((number) => !booked.has(number));
}

/** Waits until everything that is paid there is booked here, or nothing more has come for `patienceMs`. Returns what is not. */
export async function untilBooked(shop: ShopOnPair, patienceMs: number): Promise<string[]> {
  let last = Number.POSITIVE_INFINITY;
  let until = performance.now() + patienceMs;
  for (;;) {
    const left = await missing(
      shop,
      (await paidThere(shop)).map(({ out_trade_no }) => out_trade_no),
    );
    if (left.length < last) until = performance.now() + patienceMs;
    last = left.length;
    if (left.length === 0 || performance.now() > until) return left;
    await pause(1_000);
  }
}

/** Whatever is wrong at the end, as sentences: each trade paid there is one paid order, or held once under the owner's eyes. */
export async function faultsOf(shop: ShopOnPair): Promise<string[]> {
  const booked = await bookedHere(shop);
  const faults: string[] = [];
  for (const { out_trade_no: number } of await paidThere(shop)) {
    const one = booked.get(number);
    if (!one) faults.push(`${number} is paid at the gateway and not in the books`);
    else if (one.times > 1) faults.push(`${number} is booked ${one.times} times`);
    else if (one.disposition === "settled" && one.status !== "PAID") faults.push(`${number} is booked, and its order is ${one.status}`);
    else if (one.disposition === "held" && one.seen === 0) faults.push(`${number} is held, and the owner is not told`);
  }
  const { code, said } = await shop.command("scripts/invariants.ts");
  return code === 0 ? faults : [...faults, `npm run invariants: ${said}`];
}
