import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import { readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import { ordersThatStay } from "@/lib/shop/orders/must-stay";
import type { OrderStatus } from "@/lib/shop/orders/order";
import type { Shop } from "@/lib/shop/shop";
import type { Filter } from "./choice";
import { choose, countChosen, readChosen } from "./choose-orders";

const PAGE_SIZE = 50;
/** Up to so many are counted for a page. */
const MOST_COUNTED = 9_999;

export type ChoosableOrder = {
  id: string;
  no: string;
  status: OrderStatus;
  receiverName: string;
  /** The first line's title; the page adds how many pieces there are in all. */
  title: string;
  pieces: number;
  createdAt: Date;
  paidAt: Date | null;
  isPrinted: boolean;
  /** It is not to be sent before somebody has answered a refund or a doubt. */
  mustStay: boolean;
};

const SELECT = {
  ...{ id: true, no: true, status: true, receiverName: true, createdAt: true, paidAt: true },
  lines: { select: { title: true, quantity: true }, orderBy: { id: "asc" } },
  slipPrint: { select: { printedAt: true } },
} as const satisfies Prisma.OrderSelect;

/** A page of the orders that a filter finds, oldest first, for an owner to tick; `count` is of all of them, `isMore` where there are more than were counted. */
export async function listChoosable(
  shop: Shop,
  filter: Filter,
  after?: string,
): Promise<{ orders: ChoosableOrder[]; count: number; isMore: boolean; next: string | null }> {
  const chosen = await choose(shop, filter);
  const [keys, count] = await Promise.all([
    readChosen(shop, chosen, { after: readKeyset(after, UUID), most: PAGE_SIZE + 1 }),
    countChosen(shop, chosen, MOST_COUNTED + 1),
  ]);
  const shown = keys.slice(0, PAGE_SIZE);
  const last = keys.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const rows = await shop.db.order.findMany({ where: { id: { in: shown.map(({ id }) => id) } }, select: SELECT });
  const staying = await ordersThatStay(
    shop.db,
    rows.map(({ id }) => id),
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const orders = shown.flatMap(({ id }) => {
    const row = found.get(id);
    if (!row) return [];
    const { lines, slipPrint, ...order } = row;
    const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return [{ ...order, title: lines[0]?.title ?? "", pieces, isPrinted: slipPrint !== null, mustStay: staying.has(id) }];
  });
  return { orders, count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED, next: last ? writeKeyset(last) : null };
}
