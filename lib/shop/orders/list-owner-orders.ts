import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { ALL_DAYS, type DayRange, momentsOf } from "@/lib/shop/day-range";
import { readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import type { Shop } from "@/lib/shop/shop";
import { countFound, countListed, type TabCounts } from "./count-tabs";
import { conditionsOf } from "./find-orders";
import { type OwnerOrderItem, readOwnerOrders } from "./owner-order-rows";
import { isInTab, isPlacedWithin, type OwnerOrderTab } from "./owner-order-tab";
import { readSearch } from "./read-search";

const PAGE_SIZE = 20;

export type OwnerOrderPage = { orders: OwnerOrderItem[]; next: string | null };
export type OwnerOrderList = OwnerOrderPage & { counts: TabCounts };

type Wanted = {
  tab: OwnerOrderTab;
  search: string;
  /** The days on which they were placed. */
  days?: DayRange | undefined;
  after?: string | undefined;
};

/**
 * A page of orders, newest first, of one tab, placed on `days` and matching `search` (readSearch says how a search is understood), with
 * how many of them each tab holds. `next` leads to the following page; null at the end.
 */
export async function listOwnerOrders(shop: Shop, { tab, search, days = ALL_DAYS, after }: Wanted): Promise<OwnerOrderList> {
  const ways = readSearch(search);
  const found = ways && (await conditionsOf(shop, ways));
  const moments = momentsOf(days);
  const [page, counts] = await Promise.all([
    readPage(shop, found?.map(({ sql }) => sql) ?? [Prisma.sql`TRUE`], Prisma.sql`${isInTab(tab)} AND ${isPlacedWithin(moments)}`, after),
    found ? countFound(shop, found, moments) : countListed(shop, moments),
  ]);
  return { ...page, counts };
}

/** A page of the orders that go to this phone, newest first. */
export async function listOrdersOfPhone(shop: Shop, phone: string, after?: string): Promise<OwnerOrderPage> {
  return readPage(shop, [Prisma.sql`o.receiver_phone = ${phone}`], Prisma.sql`TRUE`, after);
}

async function readPage(shop: Shop, found: Prisma.Sql[], where: Prisma.Sql, after: string | undefined): Promise<OwnerOrderPage> {
  const rows = await readOwnerOrders(shop, { found, where: Prisma.sql`${where} AND ${isBehind(after)}`, most: PAGE_SIZE + 1 });
  const orders = rows.slice(0, PAGE_SIZE);
  const last = rows.length > PAGE_SIZE ? orders.at(-1) : undefined;
  return { orders, next: last ? writeKeyset({ at: last.createdAt, id: last.id }) : null };
}

function isBehind(after: string | undefined): Prisma.Sql {
  const last = readKeyset(after, UUID);
  return last ? Prisma.sql`(o.created_at, o.id) < (${last.at}, ${last.id}::uuid)` : Prisma.sql`TRUE`;
}
