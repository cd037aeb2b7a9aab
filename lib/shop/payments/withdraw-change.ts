import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import { endChange } from "@/lib/shop/orders/changes/end-change";
import { lockOrder } from "@/lib/shop/orders/lock-order";
import type { Shop } from "@/lib/shop/shop";

/** The owner takes a change back that still waits for the gateway: the old terms stand, and can be paid again. */
export async function withdrawChange(shop: Shop, orderId: string): Promise<Result<object, "not_waiting">> {
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    if (!(await endChange(tx, orderId, { state: "withdrawn", actor: "owner", at: shop.now() }))) return refuse("not_waiting");
    await auditOrder(tx, shop, orderId, { kind: "order_change_withdrawn" });
    return { ok: true };
  });
}
