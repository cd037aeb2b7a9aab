import "server-only";
import { type Count, MOST_LISTED, toCount } from "@/lib/shop/count";
import type { Shop } from "@/lib/shop/shop";

/** `paid`: orders that wait to be sent · `newest`: when the last of them was paid, null where there is none. */
export type News = { paid: Count; newest: string | null };

/** What an open back office asks for over and over: one cheap question, nothing of any buyer. */
export async function readNews({ db }: Pick<Shop, "db">): Promise<News> {
  const [row] = await db.$queryRaw<{ paid: number; newest: Date | null }[]>`
    SELECT count(*)::int AS paid, max(it.paid_at) AS newest
    FROM (SELECT paid_at FROM orders WHERE status = 'PAID' ORDER BY paid_at DESC LIMIT ${MOST_LISTED + 1}) it`;
  return { paid: toCount(row?.paid ?? 0), newest: row?.newest?.toISOString() ?? null };
}
