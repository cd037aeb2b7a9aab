import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** True once somebody runs the shop: the door to setup is then shut for good. */
export async function hasOwner(shop: Shop): Promise<boolean> {
  return (await shop.db.owner.count()) > 0;
}
