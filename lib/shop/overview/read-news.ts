import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** `paid`: orders that wait to be sent · `newest`: when the last of them was paid, null where there is none. */
export type News = { paid: number; newest: string | null };

/** What an open back office asks for over and over: one cheap question, nothing of any buyer. */
export async function readNews({ db }: Pick<Shop, "db">): Promise<News> {
  const { _count, _max } = await db.order.aggregate({ where: { status: "PAID" }, _count: true, _max: { paidAt: true } });
  return { paid: _count, newest: _max.paidAt?.toISOString() ?? null };
}
