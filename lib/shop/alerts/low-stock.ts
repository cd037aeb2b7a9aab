import "server-only";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { LOW_STOCK_SETTING, USUAL_LOW_STOCK } from "./outbox/alert-event";

/** Goods are reported as scarce when no more pieces than this are left. */
export async function readLowStock({ db }: { db: Pick<Shop["db"], "setting"> }): Promise<number> {
  const setting = await db.setting.findUnique({ where: { key: LOW_STOCK_SETTING } });
  return setting && /^\d{1,4}$/.test(setting.value) ? Number(setting.value) : USUAL_LOW_STOCK;
}

/** Sets it: a whole number from 0, which tells of what is sold out alone. */
export async function saveLowStock(shop: Shop, pieces: number): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${LOW_STOCK_SETTING}, 0))`;
    const before = { lowStock: await readLowStock({ db: tx }) };
    const value = String(pieces);
    await tx.setting.upsert({ where: { key: LOW_STOCK_SETTING }, create: { key: LOW_STOCK_SETTING, value }, update: { value } });
    await recordAudit(tx, shop, { kind: "low_stock_set", before, after: { lowStock: pieces } });
  });
}
