import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";

/** The owner has dealt with it and says how. Refuses one that is resolved already, so that no note overwrites another. */
export async function resolveDiscrepancy(
  shop: Shop,
  { id, resolution, by }: { id: bigint; resolution: string; by: string },
): Promise<Result<object, "not_open">> {
  return shop.db.$transaction(async (tx) => {
    const { count } = await tx.discrepancy.updateMany({
      where: { id, resolvedAt: null },
      data: { resolvedAt: shop.now(), resolution: `${resolution}（${by}）` },
    });
    if (count === 0) return refuse("not_open");
    await recordAudit(tx, shop, { kind: "discrepancy_resolved", subject: id });
    return { ok: true };
  });
}
