import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** True once the shop has an owner; then setup is closed for good. */
export async function hasOwner(shop: Shop): Promise<boolean> {
  return (await shop.db.owner.count()) > 0;
}
