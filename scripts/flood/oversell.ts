// More buyers than goods.
import type { Chance } from "../trials/chance";
import type { Town } from "../trials/town";
import { sendForms, stockGoods } from "./place-orders";

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
  const [books] = await town.query<{ sold: number; held: number; stock: number; orders: number }>(
    `SELECT coalesce(sum(l.quantity), 0)::int AS sold, count(DISTINCT o.id)::int AS orders, v.stock, v.reserved AS held
    FROM variants v LEFT JOIN order_lines l ON l.variant_id = v.id LEFT JOIN orders o ON o.id = l.order_id AND o.status <> 'CLOSED'
    WHERE v.id = $1 AND (l.id IS NULL OR o.id IS NOT NULL) GROUP BY v.id`,
    [id],
  );
  const wrong = [
    ...(books?.sold === units ? [] : [`sold ${JSON.stringify(books)} of ${units}`]),
    ...(of(303) === units ? [] : [`${of(303)} buyers were told that they have one`]),
    ...answers
      .filter(({ sent }) => ![200, 303, 429, 503].includes(sent.status))
      .map(({ sent }) => `answered ${sent.status} ${sent.text.slice(0, 60)}`),
  ];
  return { buyers, units, sold: books?.sold ?? -1, refused: of(200), busy: of(429) + of(503), tookMs, wrong: [...new Set(wrong)] };
}
