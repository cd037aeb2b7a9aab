// Thousands of order pages that wait for news, while notices arrive.
import { setMaxListeners } from "node:events";
import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { control, PHONE } from "../../bench/orders";
import type { Chance } from "../trials/chance";
import { percentile } from "../trials/percentile";
import type { Town } from "../trials/town";
import { type Placed, placeOrders } from "./place-orders";

export type OpenPages = {
  pages: number;
  notices: number;
  told: number;
  p50: number;
  p99: number;
  worst: number;
  acknowledged: number;
  wrong: string[];
};

/** So many pages of each order; as many as the limit of one order on two servers lets wait. */
const PAGES_PER_ORDER = 10;
const WAIT_S = 25;
const SETTLE_MS = 8_000;
const MOST_MS = 180_000;

type Shown = { phase: string; version: string; askAgainInS?: number };

/** Opens the pages, lets them all wait, pays some orders, and times each of their pages from the payment to its news. */
export async function floodWithPages(
  town: Town,
  { pages, notices, chance }: { pages: number; notices: number; chance: Chance },
): Promise<OpenPages> {
  const orders = await placeOrders(town, { count: Math.ceil(pages / PAGES_PER_ORDER), chance });
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const open = orders.flatMap((order) =>
    Array.from({ length: PAGES_PER_ORDER }, () => openPage({ town, order, agent, over: over.signal })),
  );
  await wait(SETTLE_MS);
  const took: number[] = [];
  const wrong: string[] = [];
  const paid = orders.slice(0, notices);
  for (const order of paid) {
    const since = performance.now();
    await control(town.emulatorUrl, "POST", `trades/${order.outTradeNo}/pay`, {});
    for (const page of open.filter((one) => one.order === order))
      void page.paid.then(
        (at) => took.push(at - since),
        (error) => wrong.push(String(error)),
      );
    await wait(100);
  }
  const wanted = paid.length * PAGES_PER_ORDER;
  const until = performance.now() + MOST_MS;
  while (took.length + wrong.length < wanted && performance.now() < until) await wait(100);
  over.abort();
  agent.destroy();
  if (took.length < wanted) wrong.push(`${wanted - took.length} of ${wanted} pages were not told`);
  const [acknowledged] = await town.query<{ count: number }>("SELECT count(*)::int FROM orders WHERE status = 'PAID' AND no = ANY($1)", [
    paid.map(({ no }) => no),
  ]);
  const at = (share: number) => Math.round(percentile(took, share));
  return {
    ...{ pages: open.length, notices: paid.length, told: took.length, p50: at(0.5), p99: at(0.99), worst: at(1) },
    ...{ acknowledged: acknowledged?.count ?? 0, wrong: [...new Set(wrong)].slice(0, 10) },
  };
}

type PageOptions = { town: Town; order: Placed; agent: Agent; over: AbortSignal };

/** A page that asks until its order is paid; `paid` is when it knew. */
function openPage({ town, order, agent, over }: PageOptions): { order: Placed; paid: Promise<number> } {
  const ask = (query: string) =>
    new Promise<Shown>((resolve, reject) => {
      const headers = { "user-agent": PHONE, "x-forwarded-for": order.address, cookie: order.cookie };
      get(`${town.shopUrl}/api/orders/${order.no}/status${query}`, { agent, headers, signal: over }, async (answer) => {
        const body = await text(answer).catch(() => "");
        if (answer.statusCode === 200) resolve(JSON.parse(body));
        else reject(new Error(`a page was answered ${answer.statusCode}`));
      }).on("error", reject);
    });
  const paid = (async () => {
    let shown = await ask("");
    while (shown.phase !== "paid") {
      if (shown.askAgainInS) await wait(shown.askAgainInS * 1000);
      shown = await ask(`?version=${encodeURIComponent(shown.version)}&wait=${WAIT_S}`);
    }
    return performance.now();
  })();
  paid.catch(() => {}); // those of unpaid orders are cut off at the end
  return { order, paid };
}
