import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type Opening, openingOf } from "./standing";

/** Whether the shop sells now, and what its owner says while it does not. `db` may be a transaction's. */
export async function readOpening({ db, config }: { db: Shop["db"] | Tx; config: Pick<Shop["config"], "demo"> }): Promise<Opening> {
  const row = await db.shopOpening.findUnique({ where: { id: 1 }, select: { standing: true, note: true, openedAt: true } });
  return openingOf(row, config);
}

/** The row behind it as an expression, for `openingOf`; null until its owner has said something. */
export const OPENING_JSON = Prisma.sql`(SELECT json_build_object('standing', s.standing, 'note', s.note, 'openedAt', s.opened_at) FROM shop_opening s WHERE s.id = 1)`;
