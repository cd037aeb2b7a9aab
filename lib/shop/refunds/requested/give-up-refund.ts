import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";
import { askAboutRefund } from "../reported/ask-about-refund";
import { failRefund } from "../settle-refund";

/**
 * The owner gives up a refund that waits for a confirmation on Alipay's own page. Alipay is asked first; should the page be
 * confirmed all the same, the refund is booked when Alipay reports it. Refuses every other refund.
 */
export async function giveUpRefund(shop: Shop, refundId: bigint): Promise<Result<object, "not_waiting" | "done" | "unknown">> {
  const waiting = await shop.db.refund.count({ where: { id: refundId, status: "PENDING", confirmUrl: { not: null } } });
  if (waiting === 0) return refuse("not_waiting");
  const truth = await askAboutRefund(shop, refundId);
  if (truth !== "not_done") return refuse(truth);
  await shop.db.$transaction(async (tx) => {
    await failRefund(tx, shop, refundId, { code: "WITHDRAWN", advice: "withdrawn" });
    await auditRefund(tx, shop, refundId, "refund_given_up");
  });
  return { ok: true };
}
