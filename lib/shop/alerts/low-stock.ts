import "server-only";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { LOW_STOCK_SETTING, USUAL_LOW_STOCK } from "./outbox/alert-event";

/** From how many pieces on goods are told of as scarce. */
export async function readLowStock({ db }: Pick<Shop, "db">): Promise<number> {
  const setting = await db.setting.findUnique({ where: { key: LOW_STOCK_SETTING } });
  return setting ? Number(setting.value) : USUAL_LOW_STOCK;
}

/** Sets it: a whole number from 0, which tells of what is sold out alone. */
export async function saveLowStock(shop: Shop, pieces: number): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${LOW_STOCK_SETTING}, 0))`;
    const known = await tx.setting.findUnique({ where: { key: LOW_STOCK_SETTING } });
    const value = String(pieces);
    await tx.setting.upsert({ where: { key: LOW_STOCK_SETTING }, create: { key: LOW_STOCK_SETTING, value }, update: { value } });
    const before = { lowStock: known ? Number(known.value) : USUAL_LOW_STOCK };
    await recordAudit(tx, shop, { kind: "low_stock_set", before, after: { lowStock: pieces } });
  });
}
