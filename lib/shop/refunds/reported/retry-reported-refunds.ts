import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { askWhoKnows } from "@/lib/shop/payments/ask-who-knows";
import { settlePayment } from "@/lib/shop/payments/settle-payment";
import type { Shop } from "@/lib/shop/shop";

/**
 * The owner wants what Alipay reported of a trade's refunds looked at once more: the worker takes it up at once. A trade that is
 * not in our books, so that nothing can be matched with it, is asked about first. Refuses a trade of which nothing is open.
 */
export async function retryReportedRefunds(shop: Shop, { tradeNo }: { tradeNo: string }): Promise<Result<object, "nothing_open">> {
  const open = await shop.db.reportedRefund.findFirst({ where: { tradeNo, dueAt: { not: null } }, select: { outTradeNo: true } });
  if (!open) return refuse("nothing_open");
  if ((await shop.db.payment.count({ where: { tradeNo } })) === 0) await askAboutTrade(shop, { tradeNo, ...open });
  await shop.db.reportedRefund.updateMany({ where: { tradeNo, dueAt: { not: null } }, data: { dueAt: shop.now(), checks: 0 } });
  return { ok: true };
}

async function askAboutTrade(shop: Shop, { tradeNo, outTradeNo }: { tradeNo: string; outTradeNo: string }): Promise<void> {
  const { trade } = await askWhoKnows(shop, { outTradeNo, tradeNo }, shop.gateways.all);
  if (trade) await settlePayment(shop, trade, "query");
}
