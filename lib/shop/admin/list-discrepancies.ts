import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type HeldMoney, readHeldMoney } from "./read-held-money";

const MOST = 200;

export const DISCREPANCY_SELECT = {
  id: true,
  kind: true,
  outTradeNo: true,
  tradeNo: true,
  amountFen: true,
  detail: true,
  createdAt: true,
  resolvedAt: true,
  resolution: true,
} as const satisfies Prisma.DiscrepancySelect;

type Row = Prisma.DiscrepancyGetPayload<{ select: typeof DISCREPANCY_SELECT }>;
export type DiscrepancyItem = Omit<Row, "amountFen" | "detail"> & { amountFen: number | null; detail: Record<string, string | number> };
/** `held` is the money that it is about, when that pays no order of ours. */
export type DiscrepancyRow = DiscrepancyItem & { orderNo: string | null; held: HeldMoney | null };

/** Open ones oldest first, since they wait longest; resolved ones newest first, the last 200. */
export async function listDiscrepancies(shop: Shop, which: "open" | "resolved"): Promise<DiscrepancyRow[]> {
  const rows = await shop.db.discrepancy.findMany({
    where: { resolvedAt: which === "open" ? null : { not: null } },
    select: { ...DISCREPANCY_SELECT, order: { select: { no: true } } },
    orderBy: which === "open" ? { createdAt: "asc" } : { resolvedAt: "desc" },
    take: MOST,
  });
  const held = await readHeldMoney(
    shop,
    rows.flatMap(({ tradeNo }) => tradeNo ?? []),
  );
  return rows.map(({ order, ...row }) => ({
    ...toDiscrepancyItem(row),
    orderNo: order?.no ?? null,
    held: held.get(row.tradeNo ?? "") ?? null,
  }));
}

/** How many wait for the owner. */
export async function countOpenDiscrepancies(shop: Shop): Promise<number> {
  return shop.db.discrepancy.count({ where: { resolvedAt: null } });
}

/** Numbers for bigints, and only plain words and numbers of what was noted. */
export function toDiscrepancyItem({ amountFen, detail, ...row }: Row): DiscrepancyItem {
  const notes = detail !== null && typeof detail === "object" && !Array.isArray(detail) ? Object.entries(detail) : [];
  const plain = notes.filter((entry): entry is [string, string | number] => typeof entry[1] === "string" || typeof entry[1] === "number");
  return { ...row, amountFen: amountFen === null ? null : Number(amountFen), detail: Object.fromEntries(plain) };
}
