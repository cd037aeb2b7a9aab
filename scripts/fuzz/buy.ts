// Real purchases beside the forgeries: an order through the shop's own checkout, paid at the emulator, whose notice it sends itself.
import { setTimeout as pause } from "node:timers/promises";
import { control, PHONE, prepareCheckouts } from "@/bench/orders";

export type Purchases = {
  /** The payments' numbers, by when they were told of. */
  numbers: Set<string>;
  /** How many notices were answered `success` at their first sending, and what else was answered. */
  acknowledged: number;
  others: string[];
  /** From when the emulator sent the notice, with the whole purchase before it, in ms. */
  tookMs: number[];
  stop: () => Promise<void>;
};

type Shop = { shopUrl: string; emulatorUrl: string; variantId: number };
type Delivery = { out_trade_no: string; outcome: string; answer: string };

/** Places so many orders that wait for their money, by the phones from `first` on. */
export async function placeOrders({ shopUrl, variantId }: Shop, count: number, first = 0): Promise<void> {
  const { url, requests } = await prepareCheckouts(shopUrl, variantId, count, first);
  for (const request of requests) await placeOne(url, request);
}

async function placeOne(url: string, { body, headers }: { body: string; headers: Record<string, string> }): Promise<void> {
  const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
  const cashier = answer.headers.get("location");
  await answer.arrayBuffer();
  if (answer.status !== 303 || !cashier) throw new Error(`an order was answered ${answer.status}`);
  await (await fetch(cashier, { headers: { "user-agent": PHONE }, redirect: "manual" })).arrayBuffer();
}

/** Buys one thing after the other until it is stopped. */
export function keepBuying(shop: Shop): Purchases {
  let isOver = false;
  const purchases: Purchases = { numbers: new Set(), acknowledged: 0, others: [], tookMs: [], stop: () => end() };
  const run = async () => {
    const known = new Set((await tradesOf(shop)).map(({ out_trade_no }) => out_trade_no));
    for (let phone = 0; !isOver; phone++) {
      await placeOrders(shop, 1, phone).catch((error: unknown) => void purchases.others.push(`${new Date().toISOString()}: ${error}`));
      const bought = (await tradesOf(shop)).map(({ out_trade_no }) => out_trade_no).filter((no) => !known.has(no));
      for (const no of bought) await pay(shop, no, purchases);
      for (const no of bought) known.add(no);
      await pause(2_000);
    }
  };
  const running = run();
  running.catch(() => {});
  const end = async () => {
    isOver = true;
    await running;
  };
  return purchases;
}

const tradesOf = async ({ emulatorUrl }: Shop) =>
  (await control<{ trades: { out_trade_no: string }[] }>(emulatorUrl, "GET", "trades")).trades;

async function pay({ emulatorUrl }: Shop, no: string, purchases: Purchases): Promise<void> {
  const started = performance.now();
  purchases.numbers.add(no);
  await control(emulatorUrl, "POST", `trades/${no}/pay`, {});
  for (let wait = 0; wait < 600; wait++) {
    const { deliveries } = await control<{ deliveries: Delivery[] }>(emulatorUrl, "GET", `deliveries?out_trade_no=${no}`);
    const [first] = deliveries;
    if (first) {
      if (first.outcome === "acknowledged") purchases.acknowledged += 1;
      else purchases.others.push(`${no}, ${new Date().toISOString()}: ${first.outcome}, ${first.answer}`);
      purchases.tookMs.push(performance.now() - started);
      return;
    }
    await pause(50);
  }
  purchases.others.push("its notice was not sent within 30 s");
}
