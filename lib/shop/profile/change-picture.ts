import "server-only";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { removeUnused } from "@/lib/shop/pictures/remove-picture";
import type { Shop } from "@/lib/shop/shop";
import type { ProfilePicture } from "./profile";
import { lockProfile } from "./save-profile";

/**
 * Puts an uploaded picture (its name as `storePicture` gives it) into a place of the shop's profile, or takes that away ("").
 * The picture that was there before is deleted afterwards: nothing else ever shows it. A disk that refuses leaves its files behind.
 */
export async function changePicture(shop: Shop, place: ProfilePicture, name: string): Promise<void> {
  const before = await shop.db.$transaction(async (tx) => {
    const { [place]: old } = await lockProfile(tx);
    await tx.shopProfile.update({ where: { id: 1 }, data: { [place]: name } });
    await recordAudit(tx, shop, { kind: "profile_changed", before: { [place]: old }, after: { [place]: name } });
    return old;
  });
  if (before === name) return;
  await removeUnused(shop, before);
}
