import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { hasMoved, stampOf } from "@/lib/server/stamp";
import type { Shop } from "@/lib/shop/shop";
import { auditOrder } from "./audit-order";
import { lockOrder } from "./lock-order";

/** The most characters of an owner's note. */
export const MAX_OWNER_NOTE = 500;

/**
 * Writes the owner's own note on an order, which no buyer reads; an empty one removes it. The audit trail tells that it changed and not
 * what it says, since it goes with the buyer's data and the trail keeps everything. Refuses a note that is there already, a form that was
 * made from another one (`was`: `stampOf({ ownerNote })`), and a note on an order whose buyer was erased: by no phone would it be found
 * and erased again.
 * @returns the stamp of what is there now
 */
export async function noteOrder(
  shop: Shop,
  orderId: string,
  { ownerNote, was }: { ownerNote: string; was?: string | undefined },
): Promise<Result<{ was: string }, "gone" | "erased" | "moved" | "unchanged">> {
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const old = await tx.order.findUnique({ where: { id: orderId }, select: { ownerNote: true, receiverPhone: true } });
    if (!old) return refuse("gone");
    if (old.receiverPhone === "" && ownerNote !== "") return refuse("erased");
    if (old.ownerNote === ownerNote) return refuse("unchanged");
    if (hasMoved(was, { ownerNote: old.ownerNote })) return refuse("moved");
    await tx.order.update({ where: { id: orderId }, data: { ownerNote } });
    await auditOrder(tx, shop, orderId, { kind: "order_noted", after: { hasNote: ownerNote !== "" } });
    return { ok: true, was: stampOf({ ownerNote }) };
  });
}
