import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { type Opening, openingOf } from "./standing";

/** Whether the shop sells now, and what its owner says while it does not. `db` may be a transaction's. */
export async function readOpening({ db, config }: { db: Shop["db"] | Tx; config: Pick<Shop["config"], "demo"> }): Promise<Opening> {
  const row = await db.shopOpening.findUnique({ where: { id: 1 }, select: { standing: true, note: true, openedAt: true } });
  return openingOf(row, config);
}
