import "server-only";
import type { Result } from "@/lib/server/result";
import type { ParcelInput } from "@/lib/shop/parcels/parcel";
import type { Shop } from "@/lib/shop/shop";
import { type SendRefusal, sendParcel } from "./send-parcel";

/**
 * Marks a paid order as shipped, with its first parcel, and wakes its page. Refuses an order that is not waiting to be shipped, one
 * with an open refund, requested or under way, and one whose money is in doubt until somebody has decided about that.
 * A parcel that does not list what is in it holds everything.
 */
export async function shipOrder(shop: Shop, orderId: string, parcel: ParcelInput): Promise<Result<object, SendRefusal>> {
  return sendParcel(shop, orderId, parcel, "PAID");
}
