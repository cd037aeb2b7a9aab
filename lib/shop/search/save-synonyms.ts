import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { hasMoved, stampOf } from "@/lib/server/stamp";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { BUILT_IN } from "./synonyms";

/**
 * Writes the owner's lines of synonyms in place of those that were there; the next search reads them. The audit trail has the lines
 * that differ. Refuses a form that was made from other lines (`was`: `stampOf({ lines })`).
 */
export async function saveSynonyms(shop: Shop, lines: string[], was?: string): Promise<Result<{ was: string }, "moved">> {
  return shop.db.$transaction(async (tx) => {
    // Rows that are not there yet cannot be locked.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('search_synonyms', 0))`;
    const before = (await tx.searchSynonyms.findUnique({ where: { id: 1 } }))?.lines ?? BUILT_IN;
    if (hasMoved(was, { lines: before })) return refuse("moved");
    await tx.searchSynonyms.upsert({ where: { id: 1 }, create: { lines }, update: { lines } });
    const taken = before.filter((line) => !lines.includes(line));
    const added = lines.filter((line) => !before.includes(line));
    await recordAudit(tx, shop, { kind: "synonyms_changed", before: { synonyms: taken }, after: { synonyms: added } });
    return { ok: true, was: stampOf({ lines }) };
  });
}
