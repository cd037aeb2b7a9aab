import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import type { Shop } from "@/lib/shop/shop";
import { countFound, countListed, type TabCounts } from "./count-tabs";
import { conditionsOf } from "./find-orders";
import type { OrderStatus } from "./order";
import { isInTab, type OwnerOrderTab } from "./owner-order-tab";
import { readSearch } from "./read-search";

const PAGE_SIZE = 20;

export type OwnerOrderItem = {
  id: string;
  no: string;
  status: OrderStatus;
  totalFen: number;
  receiverName: string;
  receiverPhone: string;
  /** The first line's title; the page adds how many pieces there are in all. */
  title: string;
  pieces: number;
  createdAt: Date;
  expiresAt: Date;
  openDiscrepancies: number;
  unsentPieces: number;
  closeWanted: string | null;
};
export type OwnerOrderList = { orders: OwnerOrderItem[]; counts: TabCounts; next: string | null };

/**
 * A page of orders, newest first, of one tab and matching `search` (readSearch says how a search is understood), with how many of them
 * each tab holds. `next` leads to the following page; null at the end.
 */
export async function listOwnerOrders(
  shop: Shop,
  { tab, search, after }: { tab: OwnerOrderTab; search: string; after?: string | undefined },
): Promise<OwnerOrderList> {
  const ways = readSearch(search);
  const found = ways && (await conditionsOf(shop, ways));
  const [rows, counts] = await Promise.all([
    readPage(shop, found?.map(({ sql }) => sql) ?? [Prisma.sql`TRUE`], Prisma.sql`${isInTab(tab)} AND ${isBehind(after)}`),
    found ? countFound(shop, found) : countListed(shop),
  ]);
  const orders = rows.slice(0, PAGE_SIZE);
  const last = rows.length > PAGE_SIZE ? orders.at(-1) : undefined;
  return { orders, counts, next: last ? writeKeyset({ at: last.createdAt, id: last.id }) : null };
}

/**
 * One more than a page of the orders for which one of `found` holds, and `where`. The newest of all are among the newest of each condition, so each
 * is asked for by itself.
 */
async function readPage({ db }: Shop, found: Prisma.Sql[], where: Prisma.Sql): Promise<OwnerOrderItem[]> {
  if (found.length === 0) return [];
  const most = PAGE_SIZE + 1;
  const pages = found.map(
    (isFound) =>
      Prisma.sql`(SELECT o.id, o.created_at FROM orders o WHERE ${isFound} AND ${where} ORDER BY o.created_at DESC, o.id DESC LIMIT ${most})`,
  );
  return db.$queryRaw<OwnerOrderItem[]>`
    SELECT o.id::text, o.no, o.status::text, o.total_fen AS "totalFen", o.receiver_name AS "receiverName", o.receiver_phone AS "receiverPhone",
      o.created_at AS "createdAt", o.expires_at AS "expiresAt", o.close_wanted AS "closeWanted", o.unsent_pieces AS "unsentPieces",
      COALESCE((SELECT l.title FROM order_lines l WHERE l.order_id = o.id ORDER BY l.id LIMIT 1), '') AS title,
      COALESCE((SELECT sum(l.quantity) FROM order_lines l WHERE l.order_id = o.id), 0)::int AS pieces,
      (SELECT count(*) FROM discrepancies d WHERE d.order_id = o.id AND d.resolved_at IS NULL)::int AS "openDiscrepancies"
    FROM (SELECT it.id FROM (${Prisma.join(pages, " UNION ")}) it ORDER BY it.created_at DESC, it.id DESC LIMIT ${most}) page
    JOIN orders o ON o.id = page.id ORDER BY o.created_at DESC, o.id DESC`;
}

function isBehind(after: string | undefined): Prisma.Sql {
  const last = readKeyset(after, UUID);
  return last ? Prisma.sql`(o.created_at, o.id) < (${last.at}, ${last.id}::uuid)` : Prisma.sql`TRUE`;
}
