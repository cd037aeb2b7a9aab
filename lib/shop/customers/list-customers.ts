import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import { conditionsOf } from "@/lib/shop/orders/find-orders";
import { readSearch, type Way } from "@/lib/shop/orders/read-search";
import type { Shop } from "@/lib/shop/shop";
import { type Customer, sumsOf } from "./customer";

const PAGE_SIZE = 20;
/** A search looks at so many of the newest orders that it finds. */
const MOST_ORDERS = 500;
/** What names a customer: no goods, no notes and no numbers of orders. */
const OF_CUSTOMERS: readonly Way["by"][] = ["phone", "phone_end", "name"];

/**
 * A page of customers, the one with the newest order first; `search` is a name, a phone or its last four digits, and finds those of its
 * newest 500 orders. `next` leads to the following page; null at the end.
 */
export async function listCustomers(
  shop: Shop,
  { search, after }: { search: string; after?: string | undefined },
): Promise<{ customers: Customer[]; next: string | null }> {
  const newest = await newestOrders(shop, search);
  if (!newest) return { customers: [], next: null };
  const last = readKeyset(after, UUID);
  const isBehind = last ? Prisma.sql`(o.created_at, o.id) < (${last.at}, ${last.id}::uuid)` : Prisma.sql`TRUE`;
  const rows = await shop.db.$queryRaw<(Customer & { id: string })[]>`
    SELECT page.id::text, page.no, page.receiver_phone AS phone, page.receiver_name AS name, page.created_at AS "lastAt", s.*
    FROM (SELECT o.* FROM ${newest} AND ${isBehind} ORDER BY o.created_at DESC, o.id DESC LIMIT ${PAGE_SIZE + 1}) page
    CROSS JOIN LATERAL (${sumsOf(Prisma.sql`page.receiver_phone`)}) s ORDER BY page.created_at DESC, page.id DESC`;
  const shown = rows.slice(0, PAGE_SIZE);
  const end = rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const next = end ? writeKeyset({ at: end.lastAt, id: end.id }) : null;
  return { customers: shown.map(({ id: _, ...customer }) => customer), next };
}

/** The newest order `o` of each customer, as a FROM with its WHERE; null where nobody can be meant. */
async function newestOrders(shop: Shop, search: string): Promise<Prisma.Sql | null> {
  const ways = readSearch(search);
  // Asked for each order by itself, along the index of times: an anti-join would be planned over all orders.
  if (!ways)
    return Prisma.sql`orders o WHERE o.receiver_phone <> '' AND o.id = (SELECT newest.id FROM (${newestOf(Prisma.sql`o.receiver_phone`)}) newest)`;
  const found = await conditionsOf(
    shop,
    ways.filter(({ by }) => OF_CUSTOMERS.includes(by)),
  );
  if (found.length === 0) return null;
  const phones = found.map(
    ({ sql }) =>
      Prisma.sql`(SELECT o.receiver_phone FROM orders o WHERE ${sql} AND o.receiver_phone <> '' ORDER BY o.created_at DESC LIMIT ${MOST_ORDERS})`,
  );
  return Prisma.sql`(SELECT DISTINCT it.receiver_phone AS phone FROM (${Prisma.join(phones, " UNION ALL ")}) it) found
    CROSS JOIN LATERAL (${newestOf(Prisma.sql`found.phone`)}) o WHERE TRUE`;
}

/** Index: orders_receiver_phone_created_at_id_idx. */
function newestOf(phone: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT n.* FROM orders n WHERE n.receiver_phone = ${phone} ORDER BY n.created_at DESC, n.id DESC LIMIT 1`;
}
