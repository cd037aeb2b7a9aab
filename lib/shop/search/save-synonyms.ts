import "server-only";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { BUILT_IN } from "./synonyms";

/** Writes the owner's lines of synonyms in place of those that were there; the next search reads them. The audit trail has the lines that differ. */
export async function saveSynonyms(shop: Shop, lines: string[]): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    // Rows that are not there yet cannot be locked.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('search_synonyms', 0))`;
    const before = (await tx.searchSynonyms.findUnique({ where: { id: 1 } }))?.lines ?? BUILT_IN;
    await tx.searchSynonyms.upsert({ where: { id: 1 }, create: { lines }, update: { lines } });
    const taken = before.filter((line) => !lines.includes(line));
    const added = lines.filter((line) => !before.includes(line));
    await recordAudit(tx, shop, { kind: "synonyms_changed", before: { synonyms: taken }, after: { synonyms: added } });
  });
}
