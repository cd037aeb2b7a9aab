import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import type { Shop } from "@/lib/shop/shop";
import { auditRefund } from "../audit-refund";
import { askAboutRefund } from "../reported/ask-about-refund";
import { failRefund, lockRefund } from "../settle-refund";
import { askBeforeEnding, type Ending } from "./end-refund";

/**
 * An owner has seen at Alipay that a refund was not made, although a send of it may have been taken: its sum is free again. Only
 * after a day, and only while Alipay, asked first, says that it has not given the money back; `done` when it has. Should Alipay
 * make it later all the same, it is booked then.
 */
export async function endRefundAsNotDone(
  shop: Shop,
  { refundId, owner, note }: Ending,
): Promise<Result<object, "not_under_way" | "too_early" | "done" | "unknown">> {
  const asked = await askBeforeEnding(shop, refundId);
  if (!asked.ok) return asked;
  // What our books do not explain the owner has looked up at Alipay.
  if (asked.truth === "done" || asked.truth === "unknown") return refuse(asked.truth);
  const ended = await shop.db.$transaction<{ ok: true } | Refusal<"not_under_way" | "unknown">>(async (tx) => {
    const { refund } = await lockRefund(tx, refundId);
    // It was sent again meanwhile, and of that send Alipay was not asked.
    if (refund.sentAt?.getTime() !== asked.sentAt?.getTime()) return refuse("unknown");
    const isEnded = await failRefund(tx, shop, refundId, { code: "ENDED", advice: "ended", word: { owner, note } });
    if (!isEnded) return refuse("not_under_way");
    await auditRefund(tx, shop, refundId, { kind: "refund_proven_undone", note });
    return { ok: true };
  });
  // What has gone back instead is explained now, and is booked.
  if (ended.ok && asked.truth === "unexplained") await askAboutRefund(shop, refundId);
  return ended;
}
