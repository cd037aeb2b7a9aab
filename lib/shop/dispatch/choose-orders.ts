import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { momentsOf } from "@/lib/shop/day-range";
import type { Keyset } from "@/lib/shop/keyset";
import { conditionsOf } from "@/lib/shop/orders/find-orders";
import { isInTab, isPlacedWithin } from "@/lib/shop/orders/owner-order-tab";
import { readSearch } from "@/lib/shop/orders/read-search";
import type { Shop } from "@/lib/shop/shop";
import type { Choice, Filter } from "./choice";

/**
 * Chosen orders as conditions on an order `o`: one of `found` holds, and `where`. As in the owner's list, each of `found` has an index
 * of its own and is asked for by itself.
 */
export type Chosen = { found: Prisma.Sql[]; where: Prisma.Sql };

/** The conditions of a choice as it is now; orders that are placed later are not in it. */
export async function choose(shop: Shop, choice: Choice): Promise<Chosen> {
  const isThere = Prisma.sql`o.created_at <= ${shop.now()}`;
  if ("nos" in choice) return { found: [Prisma.sql`o.no = ANY(${choice.nos})`], where: isThere };
  const ways = readSearch(choice.search);
  const found = ways ? (await conditionsOf(shop, ways)).map(({ sql }) => sql) : [Prisma.sql`TRUE`];
  return { found, where: Prisma.join([isThere, isInTab(choice.tab), isPlacedWithin(momentsOf(choice.days)), isPrinted(choice)], " AND ") };
}

function isPrinted({ printed }: Filter): Prisma.Sql {
  if (printed === null) return Prisma.sql`TRUE`;
  const exists = Prisma.sql`EXISTS (SELECT 1 FROM slip_prints p WHERE p.order_id = o.id)`;
  return printed === "yes" ? exists : Prisma.sql`NOT ${exists}`;
}

/** The next `most` of the chosen orders behind `after`, oldest first: who ordered first is sent to first. */
export async function readChosen(
  { db }: Shop,
  { found, where }: Chosen,
  { after, most }: { after: Keyset | null; most: number },
): Promise<Keyset[]> {
  if (found.length === 0) return [];
  const isBehind = after ? Prisma.sql`(o.created_at, o.id) > (${after.at}, ${after.id}::uuid)` : Prisma.sql`TRUE`;
  const pages = found.map(
    (isFound) =>
      Prisma.sql`(SELECT o.id, o.created_at FROM orders o WHERE ${isFound} AND ${where} AND ${isBehind} ORDER BY o.created_at, o.id LIMIT ${most})`,
  );
  return db.$queryRaw<Keyset[]>`
    SELECT it.id::text, it.created_at AS at FROM (${Prisma.join(pages, " UNION ")}) it ORDER BY it.created_at, it.id LIMIT ${most}`;
}

/** How many are chosen; at most `most`. */
export async function countChosen({ db }: Shop, { found, where }: Chosen, most: number): Promise<number> {
  if (found.length === 0) return 0;
  const parts = found.map((isFound) => Prisma.sql`(SELECT o.id FROM orders o WHERE ${isFound} AND ${where} LIMIT ${most})`);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT it.id FROM (${Prisma.join(parts, " UNION ")}) it LIMIT ${most}) it`;
  return row?.count ?? 0;
}
