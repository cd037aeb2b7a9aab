import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { SavedAddress } from "./address";

const SELECT = { id: true, name: true, phone: true, province: true, city: true, district: true, detail: true, isDefault: true } as const;

/** A browser's addresses: the default one, then those used last. */
export async function readBook(shop: Shop, buyerId: string): Promise<SavedAddress[]> {
  return shop.db.buyerAddress.findMany({
    where: { buyerId },
    select: SELECT,
    orderBy: [{ isDefault: "desc" }, { usedAt: "desc" }, { id: "asc" }],
  });
}

/** One of this browser's addresses; null also for another browser's, and for what is no id. */
export async function readSaved(shop: Shop, buyerId: string, id: string): Promise<SavedAddress | null> {
  return isAddressId(id) ? shop.db.buyerAddress.findFirst({ where: { id, buyerId }, select: SELECT }) : null;
}

/** Whether PostgreSQL takes this for an id. */
export function isAddressId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}
