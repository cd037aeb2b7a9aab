import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { toCode, toPhone } from "@/lib/server/typed-text";
import { likePattern, searchWords } from "@/lib/shop/catalog/search-words";
import { readKeyset, UUID, writeKeyset } from "@/lib/shop/keyset";
import type { Shop } from "@/lib/shop/shop";
import { olderThan } from "./older-than";
import type { OrderStatus } from "./order";

const PAGE_SIZE = 20;

/** The tabs of the owner's list of orders, from left to right. */
export const OWNER_ORDER_TABS = ["all", "pending", "paid", "shipped", "completed", "closed", "refund", "trouble"] as const;
export type OwnerOrderTab = (typeof OWNER_ORDER_TABS)[number];

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
  closeWanted: string | null;
};
export type OwnerOrderList = { orders: OwnerOrderItem[]; counts: Record<OwnerOrderTab, number>; next: string | null };

/**
 * A page of orders, newest first, of one tab and matching `search` (order number, phone, name, trade_no, out_trade_no),
 * with how many of them each tab holds. `next` leads to the following page; null at the end.
 */
export async function listOwnerOrders(
  shop: Shop,
  { tab, search, after }: { tab: OwnerOrderTab; search: string; after?: string | undefined },
): Promise<OwnerOrderList> {
  const found = matching(search);
  const [rows, counts] = await Promise.all([readPage(shop, { AND: [found, inTab(tab), behind(after)] }), countTabs(shop, found)]);
  const orders = rows.slice(0, PAGE_SIZE).map(toItem);
  const last = rows.length > PAGE_SIZE ? orders.at(-1) : undefined;
  return { orders, counts, next: last ? writeKeyset({ at: last.createdAt, id: last.id }) : null };
}

const SELECT = {
  id: true,
  no: true,
  status: true,
  totalFen: true,
  receiverName: true,
  receiverPhone: true,
  createdAt: true,
  expiresAt: true,
  closeWanted: true,
  lines: { select: { title: true, quantity: true }, orderBy: { id: "asc" } },
  _count: { select: { discrepancies: { where: { resolvedAt: null } } } },
} as const satisfies Prisma.OrderSelect;
type Selected = Row<"order", typeof SELECT>;

function readPage(shop: Shop, where: Prisma.OrderWhereInput): Promise<Selected[]> {
  return shop.db.order.findMany({ where, select: SELECT, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: PAGE_SIZE + 1 });
}

function toItem({ lines, _count, ...row }: Selected): OwnerOrderItem {
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  return { ...row, title: lines[0]?.title ?? "", pieces, openDiscrepancies: _count.discrepancies };
}

async function countTabs(shop: Shop, found: Prisma.OrderWhereInput): Promise<Record<OwnerOrderTab, number>> {
  const [groups, refund, trouble] = await Promise.all([
    shop.db.order.groupBy({ by: ["status"], where: found, _count: true }),
    shop.db.order.count({ where: { AND: [found, inTab("refund")] } }),
    shop.db.order.count({ where: { AND: [found, inTab("trouble")] } }),
  ]);
  const of = (status: OrderStatus) => groups.find((group) => group.status === status)?._count ?? 0;
  return {
    all: groups.reduce((sum, group) => sum + group._count, 0),
    pending: of("PENDING"),
    paid: of("PAID"),
    shipped: of("SHIPPED"),
    completed: of("COMPLETED"),
    closed: of("CLOSED"),
    refund,
    trouble,
  };
}

function inTab(tab: OwnerOrderTab): Prisma.OrderWhereInput {
  if (tab === "all") return {};
  if (tab === "refund") return { refunds: { some: { status: { in: ["REQUESTED", "PENDING"] } } } };
  if (tab === "trouble") return { discrepancies: { some: { resolvedAt: null } } };
  const status = { pending: "PENDING", paid: "PAID", shipped: "SHIPPED", completed: "COMPLETED", closed: "CLOSED" } as const;
  return { status: status[tab] };
}

/** What has neither a word nor a number finds no order. Within an AND, Prisma takes an empty OR for any order. */
const NONE: Prisma.OrderWhereInput = { id: { in: [] } };

function matching(search: string): Prisma.OrderWhereInput {
  const text = search.slice(0, 64);
  if (text.trim() === "") return {};
  const words = searchWords(text).map((word): Prisma.OrderWhereInput => ({ receiverName: { contains: likePattern(word) } }));
  const ways = [...(words.length > 0 ? [{ AND: words }] : []), ...byNumber(text.replace(/\p{P}/gu, " "))];
  return ways.length > 0 ? { OR: ways } : NONE;
}

/** What letters and digits alone can be: numbers as people copy them, with blanks, dashes and a full stop around. */
function byNumber(text: string): Prisma.OrderWhereInput[] {
  const [code, phone] = [toCode(text), toPhone(text)];
  const isPlain = (number: string) => /^[A-Za-z0-9]+$/.test(number);
  const ofPhone = isPlain(phone) ? [{ receiverPhone: { startsWith: phone } }] : [];
  if (!isPlain(code)) return ofPhone;
  return [
    ...ofPhone,
    { no: { startsWith: code } },
    { attempts: { some: { OR: [{ outTradeNo: code }, { tradeNo: code }] } } },
    { payments: { some: { tradeNo: code } } },
    { refunds: { some: { outRequestNo: code } } },
  ];
}

function behind(after: string | undefined): Prisma.OrderWhereInput {
  const last = readKeyset(after, UUID);
  return last ? olderThan({ createdAt: last.at, id: last.id }) : {};
}
