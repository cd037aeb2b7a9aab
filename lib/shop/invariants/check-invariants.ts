import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { CHANGES } from "./changes";
import { DISCOUNTS } from "./discounts";
import type { Broken, Check, FindOffenders, InvariantCode, Span } from "./invariant";
import { LEDGER } from "./ledger";
import { LIVENESS } from "./liveness";
import { MONEY } from "./money";
import { PARCELS } from "./parcels";
import { REFUNDS } from "./refunds";
import { allMonths, lately } from "./span";
import { STOCK } from "./stock";
import { TIMELINES } from "./timelines";

/** Of an invariant that is broken a thousand times, the first few rows tell enough. */
const MOST_EXAMPLES = 10;

/** Everything that must always hold. */
const INVARIANTS: Record<InvariantCode, FindOffenders> = {
  ...{ ...MONEY, ...LEDGER, ...REFUNDS, ...DISCOUNTS, ...CHANGES, ...STOCK, ...PARCELS, ...TIMELINES, ...LIVENESS },
};
export const INVARIANT_CODES = Object.keys(INVARIANTS) as InvariantCode[];

/** These read each order's lines or timeline, which of a million orders takes minutes. */
const BY_ORDER: readonly InvariantCode[] = [
  ...(["order_sum_differs", "order_discount_differs", "order_with_wrong_goods", "timeline_ends_elsewhere", "forbidden_move"] as const),
  ...(["attempt_differs_from_payments", "terms_differ_from_changes", "lines_differ_from_changes"] as const),
  ...(["order_sent_without_parcel", "more_sent_than_ordered", "unsent_pieces_differ"] as const),
];

type CheckOptions = {
  codes?: readonly InvariantCode[];
  /** Also the lines and timelines of orders that were placed more than a month ago. */
  allOrders?: boolean;
};

/**
 * Adds the shop's books up. Each invariant is one statement, so it sees the database at one moment, and only what breaks it is
 * read. Changes nothing. An invariant that cannot be checked is logged and named.
 */
export async function checkInvariants(shop: Shop, { codes = INVARIANT_CODES, allOrders = false }: CheckOptions = {}): Promise<Check> {
  const check: Check = { checkedAt: shop.now(), broken: [], unchecked: [] };
  const recent = [lately(shop)];
  const spans = allOrders ? await allMonths(shop) : recent;
  for (const code of codes) {
    try {
      const found = await findBroken(shop, code, BY_ORDER.includes(code) ? spans : recent);
      if (found) check.broken.push(found);
    } catch (error) {
      shop.log.error({ err: error, code }, "an invariant could not be checked");
      check.unchecked.push(code);
    }
  }
  return check;
}

async function findBroken(shop: Shop, code: InvariantCode, spans: readonly Span[]): Promise<Broken | null> {
  const found = { code, count: 0, examples: [] as unknown[] };
  for (const placed of spans) {
    const { count, examples } = await find(shop, INVARIANTS[code]({ ...shop, placed }));
    found.count += count;
    found.examples.push(...(examples ?? []).slice(0, MOST_EXAMPLES - found.examples.length));
  }
  return found.count > 0 ? (found as Broken) : null;
}

async function find(shop: Shop, offenders: Prisma.Sql): Promise<{ count: number; examples: unknown[] | null }> {
  const rows = await shop.db.$queryRaw<{ count: number; examples: unknown[] | null }[]>`
    WITH offenders AS MATERIALIZED (${offenders})
    SELECT (SELECT count(*)::int FROM offenders) AS count,
      (SELECT jsonb_agg(to_jsonb(few)) FROM (SELECT * FROM offenders LIMIT ${MOST_EXAMPLES}) few) AS examples`;
  return rows[0] ?? { count: 0, examples: null };
}
