// Placing an order, beside a bare handler of the same Next.js.
import { sendAll } from "./load";
import { prepareCheckouts } from "./orders";
import type { Bench } from "./run-bench";
import { formatSpread, spreadOf } from "./spread";

const ROUNDS = 5;
const ORDERS = 300;
const BARE = 1500;

/**
 * Places orders as a phone without JavaScript sends them: the order, its stock, its lines and its payment attempt are committed, then the
 * emulator is asked for a token, and the answer leads to the cashier. In each round the bare handler is measured as well, so that what
 * else the machine does meets both. Returns a table.
 */
export async function measurePlacing({ stack, progress }: Bench): Promise<string> {
  await stack.startShop();
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const place = async (count: number) => {
    const { url, requests } = await prepareCheckouts(stack.shopUrl, id, count);
    return sendAll(url, requests, { status: 303 });
  };
  const empty = Array.from({ length: BARE }, () => ({ body: "", headers: {} }));
  const bare = () => sendAll(`${stack.bareUrl}/success`, empty, { status: 200, body: "success" });
  await progress.step("placing orders, warming up", () => Promise.all([bare(), place(ORDERS)]), { isLong: true });
  const rounds = await progress.step(
    `${ROUNDS} × ${ORDERS} orders`,
    async () => {
      const measured: { bare: number; placed: number; p50: number; p99: number; processor: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const { perSecond } = await bare();
        const before = await stack.shopSeconds();
        const placed = await place(ORDERS);
        const processor = ((await stack.shopSeconds()) - before) * (1000 / ORDERS);
        measured.push({ bare: perSecond, placed: placed.perSecond, p50: placed.p50, p99: placed.p99, processor });
      }
      return measured;
    },
    { isLong: true },
  );
  await stack.stopShop();
  const of = (pick: (round: (typeof rounds)[number]) => number) => spreadOf(rounds.map(pick));
  return [
    "| | a second | ÷ bare | p50, ms | p99, ms | processor time each, ms |",
    "|---|---|---|---|---|---|",
    `| bare handler | ${formatSpread(of(({ bare }) => bare))} | 1 | | | |`,
    `| placing an order | ${formatSpread(of(({ placed }) => placed))} | ${of(({ placed, bare }) => placed / bare).median.toFixed(3)} | ${formatSpread(of(({ p50 }) => p50))} | ${formatSpread(of(({ p99 }) => p99))} | ${formatSpread(of(({ processor }) => processor))} |`,
  ].join("\n");
}
