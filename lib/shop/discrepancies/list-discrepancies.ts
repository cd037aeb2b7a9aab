import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { type Count, MOST_FOUND, toCount } from "@/lib/shop/count";
import { ROW_ID, readKeyset, writeKeyset } from "@/lib/shop/keyset";
import type { Shop } from "@/lib/shop/shop";

const PAGE_SIZE = 20;

const SELECT = {
  id: true,
  kind: true,
  dedupeKey: true,
  outTradeNo: true,
  tradeNo: true,
  amountFen: true,
  detail: true,
  createdAt: true,
  resolvedAt: true,
  resolvedAs: true,
  resolution: true,
  order: { select: { no: true } },
} as const satisfies Prisma.DiscrepancySelect;

type Selected = Row<"discrepancy", typeof SELECT>;
export type DiscrepancyItem = Omit<Selected, "dedupeKey" | "detail" | "order"> & {
  orderNo: string | null;
  detail: Record<string, string | number>;
};

/** `kinds` are those that the whole list has, the most frequent first; `next` leads to the following page, null at the end. */
export type DiscrepancyList = { discrepancies: DiscrepancyItem[]; kinds: { kind: string; count: number }[]; next: string | null };

/** A page of what waits for the owner, or of what was dealt with; the newest first; of one kind where that is given. */
export async function listDiscrepancies(
  shop: Shop,
  which: "open" | "resolved",
  { kind, after }: { kind?: string; after?: string } = {},
): Promise<DiscrepancyList> {
  const time = which === "open" ? "createdAt" : "resolvedAt";
  const inList = { resolvedAt: which === "open" ? null : { not: null } };
  const [rows, groups] = await Promise.all([
    shop.db.discrepancy.findMany({
      where: { AND: [inList, kind ? { kind } : {}, behind(time, after)] },
      select: SELECT,
      orderBy: [{ [time]: "desc" }, { id: "desc" }],
      take: PAGE_SIZE + 1,
    }),
    shop.db.discrepancy.groupBy({ by: ["kind"], where: inList, _count: true, orderBy: [{ _count: { kind: "desc" } }, { kind: "asc" }] }),
  ]);
  const discrepancies = rows.slice(0, PAGE_SIZE).map(toItem);
  const last = rows.length > PAGE_SIZE ? discrepancies.at(-1) : undefined;
  return {
    discrepancies,
    kinds: groups.map(({ kind: name, _count }) => ({ kind: name, count: _count })),
    next: last ? writeKeyset({ at: last[time] ?? last.createdAt, id: String(last.id) }) : null,
  };
}

function behind(time: "createdAt" | "resolvedAt", after: string | undefined): Prisma.DiscrepancyWhereInput {
  const last = readKeyset(after, ROW_ID);
  if (!last) return {};
  // The first condition is what the index begins at: PostgreSQL makes none of the second.
  return { [time]: { lte: last.at }, OR: [{ [time]: { lt: last.at } }, { id: { lt: BigInt(last.id) } }] };
}

/** All that does not fit an order, newest first. */
export async function listOrderDiscrepancies(shop: Shop, orderId: string): Promise<DiscrepancyItem[]> {
  return (await shop.db.discrepancy.findMany({ where: { orderId }, select: SELECT, orderBy: { id: "desc" } })).map(toItem);
}

/** How many wait for the owner: up to 99. */
export async function countOpenDiscrepancies({ db }: Shop): Promise<Count> {
  const open = await db.discrepancy.findMany({ where: { resolvedAt: null }, select: { id: true }, take: MOST_FOUND + 1 });
  return toCount(open.length, MOST_FOUND);
}

/** Of what was noted only plain words and numbers are shown. */
function toItem({ dedupeKey, detail, order, ...row }: Selected): DiscrepancyItem {
  const notes = detail !== null && typeof detail === "object" && !Array.isArray(detail) ? Object.entries(detail) : [];
  const plain = notes.filter((entry): entry is [string, string | number] => typeof entry[1] === "string" || typeof entry[1] === "number");
  // A day that cannot be compared is named by what the discrepancy is about.
  const day: Record<string, string> = row.kind === "report_stuck" ? { day: dedupeKey.slice(row.kind.length + 1) } : {};
  return { ...row, orderNo: order?.no ?? null, detail: { ...day, ...Object.fromEntries(plain) } };
}
