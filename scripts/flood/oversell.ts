// More buyers than goods.
import type { Chance } from "../trials/chance";
import { stockGoods } from "../trials/stock-goods";
import type { Town } from "../trials/town";
import { sendForms } from "./place-orders";

export type Oversell = { buyers: number; units: number; sold: number; refused: number; busy: number; tookMs: number; wrong: string[] };

/** So many buyers for so few units, all at once; each form is sent once. */
export async function floodWithBuyers(
  town: Town,
  { buyers, units, chance }: { buyers: number; units: number; chance: Chance },
): Promise<Oversell> {
  const { id } = await stockGoods(town, { stock: units });
  const since = performance.now();
  const answers = await sendForms(town, { count: buyers, chance, variantId: id, atOnce: 400 });
  const tookMs = performance.now() - since;
  const of = (status: number) => answers.filter(({ sent }) => sent.status === status).length;
  const [books] = await town.query<{ sold: number; stock: number }>(
    `SELECT v.stock, (SELECT coalesce(sum(l.quantity), 0)::int FROM order_lines l JOIN orders o ON o.id = l.order_id
      WHERE l.variant_id = v.id AND o.status <> 'CLOSED' AND o.idempotency_key = ANY($2)) AS sold
    FROM variants v WHERE v.id = $1`,
    [id, answers.map(({ key }) => key)],
  );
  const wrong = [
    ...(books?.sold === units && books.stock === 0 ? [] : [`sold ${JSON.stringify(books)} of ${units}`]),
    ...(of(303) === units ? [] : [`${of(303)} buyers were told that they have one`]),
    ...answers
      .filter(({ sent }) => ![200, 303, 429, 503].includes(sent.status))
      .map(({ sent }) => `answered ${sent.status} ${sent.text.slice(0, 60)}`),
  ];
  return { buyers, units, sold: books?.sold ?? -1, refused: of(200), busy: of(429) + of(503), tookMs, wrong: [...new Set(wrong)] };
}
