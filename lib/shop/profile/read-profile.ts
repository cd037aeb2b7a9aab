import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { EMPTY_PROFILE, type ShopProfile } from "./profile";

/** What the owner says of the shop; nothing but empty texts until the owner has said something. */
export async function readProfile({ db }: { db: Shop["db"] | Tx }): Promise<ShopProfile> {
  const row = await db.shopProfile.findUnique({ where: { id: 1 } });
  if (!row) return EMPTY_PROFILE;
  const { id: _, ...profile } = row;
  return profile;
}
