import "server-only";
import type { RefundAnswer } from "@/lib/alipay/gateway";
import type { Shop } from "@/lib/shop/shop";
import { askAboutRefund, isTradeOver } from "../reported/ask-about-refund";
import { failRefund, lockRefund } from "../settle-refund";
import { afterRefusal, type Finding, isBelieved } from "./judge-send";

type Refused = Extract<RefundAnswer, { kind: "refused" }>;

/**
 * Alipay refused a send. That is the end of this send. It is the end of the refund only when no earlier one may still be taken,
 * whatever the code; otherwise the sum stays promised, and the refund goes on being asked about and sent. A code that may hide
 * a refund done before is believed only after Alipay was asked.
 */
export async function recordRefusal(shop: Shop, refundId: bigint, refusal: Refused): Promise<void> {
  shop.log.error({ refundId, code: refusal.code, detail: refusal.detail }, "Alipay refused a refund");
  const finding = await findOut(shop, refundId, refusal);
  if (finding === "done") return;
  await shop.db.$transaction(async (tx) => {
    const { refund } = await lockRefund(tx, refundId);
    if (refund.status !== "PENDING") return;
    const { openSends, isOver } = afterRefusal(finding, refund);
    if (isOver) await failRefund(tx, shop, refundId, refusal);
    else await tx.refund.update({ where: { id: refundId }, data: { openSends, lastAnswer: `in_doubt: ${refusal.code}` } });
  });
}

async function findOut(shop: Shop, refundId: bigint, { advice }: Refused): Promise<Finding> {
  const { openSends, payment } = await shop.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { openSends: true, payment: { select: { outTradeNo: true, tradeNo: true, contract: true } } },
  });
  if (isBelieved({ openSends, advice })) return "not_done";
  // In this order: of a trade that is over, what has not been done by then never will be.
  const cannotCome = openSends > 1 && (await isTradeOver(shop, payment));
  const truth = await askAboutRefund(shop, refundId);
  if (truth === "unexplained") return "unknown";
  return truth === "not_done" && cannotCome ? "cannot_come" : truth;
}
