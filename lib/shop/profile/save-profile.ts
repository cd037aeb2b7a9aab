import "server-only";
import type { Tx } from "@/lib/server/db";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { ProfilePicture, ShopProfile } from "./profile";
import { readProfile } from "./read-profile";

/** Writes what an owner changed of the shop's texts; what is not named stays. Of two at once the second one's old values are the first one's new ones. */
export async function saveProfile(shop: Shop, change: Partial<Omit<ShopProfile, ProfilePicture>>): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    const before = await lockProfile(tx);
    await tx.shopProfile.update({ where: { id: 1 }, data: change });
    await recordAudit(tx, shop, { kind: "profile_changed", before, after: change });
  });
}

/** The profile as it is, locked until the transaction ends; made where there is none. */
export async function lockProfile(tx: Tx): Promise<ShopProfile> {
  await tx.$executeRaw`INSERT INTO shop_profile (id) VALUES (1) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM shop_profile WHERE id = 1 FOR UPDATE`;
  return readProfile({ db: tx });
}
