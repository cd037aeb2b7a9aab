// Two goods, taken by one half of the buyers in one order and by the other half in the opposite one.
import type { Chance } from "../trials/chance";
import { stockGoods } from "../trials/stock-goods";
import type { Town } from "../trials/town";
import { sendForms } from "./place-orders";

export type OppositeCarts = { buyers: number; units: number; sold: number; tookMs: number; wrong: string[] };

export async function floodWithOppositeCarts(
  town: Town,
  { buyers, units, chance }: { buyers: number; units: number; chance: Chance },
): Promise<OppositeCarts> {
  const [one, other] = [await stockGoods(town, { stock: units, nth: 1 }), await stockGoods(town, { stock: units, nth: 2 })];
  const lines = [one, other].map(({ id, priceFen }) => `${id}x1:${priceFen}`);
  const [{ deadlocks: before } = { deadlocks: 0 }] = await town.query<{ deadlocks: number }>(DEADLOCKS);
  const since = performance.now();
  const items = (number: number) => (number % 2 === 0 ? lines : lines.toReversed()).join(",");
  const answers = await sendForms(town, { count: buyers, chance, variantId: one.id, atOnce: 100, items });
  const tookMs = performance.now() - since;
  const [{ deadlocks: after } = { deadlocks: 0 }] = await town.query<{ deadlocks: number }>(DEADLOCKS);
  const sold = await town.query<{ sold: number }>(
    `SELECT coalesce(sum(l.quantity), 0)::int AS sold FROM order_lines l JOIN orders o ON o.id = l.order_id
    WHERE o.status <> 'CLOSED' AND l.variant_id = ANY($1) AND o.idempotency_key = ANY($2) GROUP BY l.variant_id`,
    [[one.id, other.id], answers.map(({ key }) => key)],
  );
  const placed = answers.filter(({ sent }) => sent.status === 303).length;
  const wrong = [
    ...(sold.length === 2 && sold.every((row) => row.sold === units) ? [] : [`sold ${JSON.stringify(sold)} of ${units} each`]),
    ...(placed === units ? [] : [`${placed} buyers were told that they have both`]),
    ...(after === before ? [] : [`PostgreSQL ended ${after - before} deadlocks`]),
    ...answers.filter(({ sent }) => sent.status >= 500 && sent.status !== 503).map(({ sent }) => `answered ${sent.status}`),
  ];
  return { buyers, units, sold: placed, tookMs, wrong: [...new Set(wrong)] };
}

const DEADLOCKS = "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()";
