import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

const MOST = 200;

const SELECT = {
  id: true,
  kind: true,
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
export type DiscrepancyItem = Omit<Selected, "detail" | "order"> & { orderNo: string | null; detail: Record<string, string | number> };

/** Open ones oldest first, since they wait longest; resolved ones newest first, the last 200. */
export async function listDiscrepancies(shop: Shop, which: "open" | "resolved"): Promise<DiscrepancyItem[]> {
  const rows = await shop.db.discrepancy.findMany({
    where: { resolvedAt: which === "open" ? null : { not: null } },
    select: SELECT,
    orderBy: which === "open" ? { createdAt: "asc" } : { resolvedAt: "desc" },
    take: MOST,
  });
  return rows.map(toItem);
}

/** All that does not fit an order, newest first. */
export async function listOrderDiscrepancies(shop: Shop, orderId: string): Promise<DiscrepancyItem[]> {
  return (await shop.db.discrepancy.findMany({ where: { orderId }, select: SELECT, orderBy: { id: "desc" } })).map(toItem);
}

/** How many wait for the owner. */
export async function countOpenDiscrepancies(shop: Shop): Promise<number> {
  return shop.db.discrepancy.count({ where: { resolvedAt: null } });
}

/** Of what was noted only plain words and numbers are shown. */
function toItem({ detail, order, ...row }: Selected): DiscrepancyItem {
  const notes = detail !== null && typeof detail === "object" && !Array.isArray(detail) ? Object.entries(detail) : [];
  const plain = notes.filter((entry): entry is [string, string | number] => typeof entry[1] === "string" || typeof entry[1] === "number");
  return { ...row, orderNo: order?.no ?? null, detail: Object.fromEntries(plain) };
}
