import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";
import { askAboutRefund } from "../reported/ask-about-refund";
import { failRefund } from "../settle-refund";

/**
 * An owner gives up a refund that waits for a confirmation on Alipay's own page. Alipay is asked first, and `unknown` is
 * refused, also while it has given back more than our books explain; should the page be confirmed later all the same, the refund is
 * booked when Alipay reports it. Refuses every other refund.
 */
export async function giveUpRefund(
  shop: Shop,
  { refundId, owner }: { refundId: bigint; owner: string },
): Promise<Result<object, "not_waiting" | "done" | "unknown">> {
  const waiting = await shop.db.refund.count({ where: { id: refundId, status: "PENDING", confirmUrl: { not: null } } });
  if (waiting === 0) return refuse("not_waiting");
  const truth = await askAboutRefund(shop, refundId);
  if (truth !== "not_done") return refuse(truth === "done" ? "done" : "unknown");
  const withdrawn = { code: "WITHDRAWN", advice: "withdrawn", word: { owner, note: "" } } as const;
  const isWithdrawn = await shop.db.$transaction(async (tx) => {
    const isFailed = await failRefund(tx, shop, refundId, withdrawn);
    if (isFailed) await auditRefund(tx, shop, refundId, { kind: "refund_given_up" });
    return isFailed;
  });
  return isWithdrawn ? { ok: true } : refuse("not_waiting");
}
