import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { hasMoved, stampOf } from "@/lib/server/stamp";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { ProfilePicture, ShopProfile } from "./profile";
import { readProfile } from "./read-profile";

type Change = Partial<Omit<ShopProfile, ProfilePicture>>;

/**
 * Writes what an owner changed of the shop's texts; what is not named stays. Of two at once the second one's old values are the first
 * one's new ones; where `was` is named (`stampOf` the same texts as the form was made from), the second one is refused.
 */
export async function saveProfile(shop: Shop, change: Change, was?: string): Promise<Result<{ was: string }, "moved">> {
  return shop.db.$transaction(async (tx) => {
    const before = await lockProfile(tx);
    if (hasMoved(was, partOf(before, Object.keys(change)))) return refuse("moved");
    await tx.shopProfile.update({ where: { id: 1 }, data: change });
    await recordAudit(tx, shop, { kind: "profile_changed", before, after: change });
    return { ok: true, was: stampOf(change) };
  });
}

/** The named texts alone, as a form is made from them. */
export function partOf(profile: ShopProfile, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(profile).filter(([name]) => names.includes(name)));
}

/** The profile as it is, locked until the transaction ends; made where there is none. */
export async function lockProfile(tx: Tx): Promise<ShopProfile> {
  await tx.$executeRaw`INSERT INTO shop_profile (id) VALUES (1) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM shop_profile WHERE id = 1 FOR UPDATE`;
  return readProfile({ db: tx });
}
