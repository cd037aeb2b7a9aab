import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { askAboutRefund } from "./ask-about-refund";
import { failRefund } from "./settle-refund";

type Refusal = "not_waiting" | "done" | "unknown";

/**
 * The owner gives up a refund that waits for a confirmation on Alipay's own page. Alipay is asked first; should the page be
 * confirmed all the same, the refund is booked when it is told of. Refuses every other refund.
 */
export async function withdrawRefund(shop: Shop, refundId: bigint): Promise<Result<object, Refusal>> {
  const waiting = await shop.db.refund.count({ where: { id: refundId, status: "PENDING", confirmUrl: { not: null } } });
  if (waiting === 0) return refuse("not_waiting", "这笔退款不在等待确认的状态，请刷新后再看");
  const truth = await askAboutRefund(shop, refundId);
  if (truth === "done") return refuse("done", "支付宝说这笔退款已经完成");
  if (truth === "unknown") return refuse("unknown", "支付宝暂时没有可信的答复，请稍后再试");
  await shop.db.$transaction((tx) => failRefund(tx, shop, refundId, { code: "WITHDRAWN", advice: "withdrawn" }));
  return { ok: true };
}
