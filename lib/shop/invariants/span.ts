import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { DAY_MS } from "@/lib/shop/day";
import { later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import type { Span } from "./invariant";

const MONTH_MS = 31 * DAY_MS;

/** The condition on an order `o`. */
export function isPlacedIn({ from, to }: Span): Prisma.Sql {
  return Prisma.sql`${from ? Prisma.sql`o.created_at >= ${from}` : Prisma.sql`TRUE`} AND ${to ? Prisma.sql`o.created_at < ${to}` : Prisma.sql`TRUE`}`;
}

/** The orders of the last month, and what is dated later. */
export function lately({ now }: Pick<Shop, "now">): Span {
  return { from: later(now(), -MONTH_MS), to: null };
}

/** All orders of the shop, month by month, so that no question about them is too long for the database. */
export async function allMonths(shop: Shop): Promise<Span[]> {
  const first = await shop.db.order.findFirst({ select: { createdAt: true }, orderBy: { createdAt: "asc" } });
  const ends: Date[] = [];
  for (let at = first && later(first.createdAt, MONTH_MS); at && at < shop.now(); at = later(at, MONTH_MS)) ends.push(at);
  return [null, ...ends].map((from, index) => ({ from, to: ends[index] ?? null }));
}
