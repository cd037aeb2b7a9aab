import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { WholeOrderFree } from "./freight";
import { readWholeOrderFree } from "./read-freight";

/**
 * From what sum on a whole order is sent free of freight; null: none does that. Refuses a form that was made before somebody else's
 * change (`version` is the one that it was made with).
 */
export async function setWholeOrderFree(
  shop: Shop,
  { free, version }: { free: WholeOrderFree | null; version: number },
): Promise<Result<object, "moved">> {
  return shop.db.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO freight_settings (id, version) VALUES (1, 0) ON CONFLICT DO NOTHING`;
    await tx.$queryRaw`SELECT 1 FROM freight_settings WHERE id = 1 FOR UPDATE`;
    const before = await readWholeOrderFree(tx);
    if (before.version !== version) return refuse("moved");
    const data = { freeFromFen: free?.fromFen ?? null, freeExcept: free?.except ?? [] };
    await tx.freightSetting.update({ where: { id: 1 }, data: { ...data, version: version + 1 } });
    await recordAudit(tx, shop, { kind: "freight_free_changed", before: valuesOf(before.free), after: valuesOf(free) });
    return { ok: true };
  });
}

function valuesOf(free: WholeOrderFree | null) {
  return { freeFromFen: free?.fromFen ?? null, freeExcept: free?.except ?? [] };
}
