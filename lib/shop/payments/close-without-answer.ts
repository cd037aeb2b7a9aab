import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import { resolveDecided } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { askToClose } from "@/lib/shop/orders/ask-to-close";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import type { Shop } from "@/lib/shop/shop";
import { closeHere } from "./close-here";
import { closeOrder } from "./close-order";
import { findUnanswered } from "./find-unanswered";

/**
 * The owner closes an unpaid order although Alipay owes an answer, which it has owed for hours (UNANSWERED_MS). Alipay is asked
 * once more, and closes its side if it can. The goods are for sale again; the attempt is asked about until its link's time and
 * 25 h are over, and money that comes late is taken or refunded as usual. Refuses an order that is not unpaid, and one that
 * Alipay answers for, which is closed in the usual way.
 */
export async function closeWithoutAnswer(
  shop: Shop,
  { orderId, note, by }: { orderId: string; note: string; by: string },
): Promise<Result<object, "paid" | "not_open" | "not_unanswered">> {
  const found = await findUnanswered(shop, orderId);
  if (!found.ok) return found;
  // From here on nobody is sent to the cashier with it.
  await shop.db.$transaction(async (tx) => {
    const isAsked = await askToClose(tx, { orderId, by: "owner", at: shop.now(), detail: { note, by, ...whoOf(shop) } });
    if (isAsked) await auditOrder(tx, shop, orderId, { kind: "close_unanswered", after: { note } });
  });
  const tried = await closeOrder(shop, orderId);
  if (tried.kind === "paid") return refuse("paid");
  if (tried.kind === "closed") return { ok: true };
  const still = await findUnanswered(shop, orderId);
  if (!still.ok) return still;
  const outcome = await closeHere(shop, orderId, { closeReason: "owner", payable: still.attempt, detail: { note, by } });
  if (outcome.kind === "paid") return refuse("paid");
  if (outcome.kind === "not_yet") return refuse("not_unanswered");
  await resolveDecided(shop.db, { orderId, resolution: `${note}（${by}）` }, shop.now());
  return { ok: true };
}
