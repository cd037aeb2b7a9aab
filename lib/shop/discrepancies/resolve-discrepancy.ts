import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";

/** The owner has dealt with it and says how. Refuses one that is resolved already, so that no note overwrites another. */
export async function resolveDiscrepancy(
  shop: Shop,
  { id, resolution, by }: { id: bigint; resolution: string; by: string },
): Promise<Result<object, "not_open">> {
  const { count } = await shop.db.discrepancy.updateMany({
    where: { id, resolvedAt: null },
    data: { resolvedAt: shop.now(), resolution: `${resolution}（${by}）` },
  });
  return count === 1 ? { ok: true } : refuse("not_open");
}
