import "server-only";
import type { Result } from "@/lib/server/result";
import type { ParcelInput } from "@/lib/shop/parcels/parcel";
import type { Shop } from "@/lib/shop/shop";
import { type SendRefusal, sendParcel } from "./send-parcel";

/**
 * One more parcel of an order that was shipped: with what was left, or with what it lists. Refuses what `shipOrder` refuses, and an
 * order that is not on its way.
 */
export async function addParcel(shop: Shop, orderId: string, parcel: ParcelInput): Promise<Result<object, SendRefusal>> {
  return sendParcel(shop, orderId, parcel, "SHIPPED");
}
