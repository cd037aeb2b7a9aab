import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { askAboutRefund, askToldSum } from "./ask-about-refund";
import { bookNamedRefund } from "./book-named-refund";
import { bookToldSum } from "./book-told-sum";
import { gapMs, later } from "./gaps";
import { completeRefund } from "./settle-refund";

/** After so many looks a number that Alipay itself cannot tell of counts no more, and the sum decides. */
const TRUSTED_CHECKS = 6;

type Told = { outRequestNo: string | null; feeFen: bigint | null; refundedAt: Date | null; checks: number };
type Paid = { id: bigint; tradeNo: string; outTradeNo: string };

/**
 * Matches what Alipay told of a refund: by its number where the message names one, else by the sum given back of the trade.
 * A refund of ours is done then, one from Alipay's console is booked, once. What cannot be matched yet is looked at again.
 */
export async function matchToldRefund(shop: Shop, id: bigint): Promise<void> {
  const told = await shop.db.toldRefund.findUniqueOrThrow({ where: { id } });
  const payment = await shop.db.payment.findUnique({
    where: { tradeNo: told.tradeNo },
    select: { id: true, tradeNo: true, outTradeNo: true },
  });
  const isMatched = payment !== null && (await match(shop, payment, told));
  const at = shop.now();
  await shop.db.toldRefund.update({
    where: { id },
    data: { dueAt: isMatched ? null : later(at, gapMs(told.checks)), checks: { increment: 1 } },
  });
  if (!isMatched) return;
  await shop.db.discrepancy.updateMany({
    where: { dedupeKey: { startsWith: `refund_seen:${told.tradeNo}:${told.outTradeNo}:` }, resolvedAt: null },
    data: { resolvedAt: at, resolution: "这笔退款已对上账，见订单的退款记录" },
  });
}

async function match(shop: Shop, payment: Paid, told: Told): Promise<boolean> {
  if (told.outRequestNo === null) return matchSum(shop, payment, told);
  const own = await shop.db.refund.findUnique({
    where: { paymentId_outRequestNo: { paymentId: payment.id, outRequestNo: told.outRequestNo } },
    select: { id: true },
  });
  if (own) return shop.db.$transaction((tx) => completeRefund(tx, shop, own.id, told.refundedAt));
  return matchForeign(shop, payment, { ...told, outRequestNo: told.outRequestNo });
}

/** A number that we never gave: Alipay tells its sum, since the message has only the trade's. */
async function matchForeign(shop: Shop, payment: Paid, told: Told & { outRequestNo: string }): Promise<boolean> {
  const { outRequestNo, refundedAt } = told;
  const answer = await shop.gateway.queryRefund({ ...payment, outRequestNo });
  if (answer.kind === "refunded") {
    return bookNamedRefund(shop, payment.id, { amountFen: answer.amountFen, at: answer.at ?? refundedAt, outRequestNo });
  }
  const isNameless = answer.kind === "not_supported" || (answer.kind === "not_refunded" && told.checks >= TRUSTED_CHECKS);
  return isNameless && matchSum(shop, payment, told);
}

async function matchSum(shop: Shop, payment: Paid, { feeFen, refundedAt }: Told): Promise<boolean> {
  const sum = feeFen === null ? await askToldSum(shop, payment) : { feeFen: Number(feeFen), at: refundedAt };
  // The notice may come before the trade's own sum has grown.
  if (!sum || sum.feeFen === 0) return false;
  if (shop.gateway.answersForRefunds && !(await askAboutOwn(shop, payment.id))) return false;
  return bookToldSum(shop, payment.id, { ...sum, at: sum.at ?? refundedAt });
}

/** Where Alipay answers for one refund, that goes before any guess by the sum. False while one of its answers is not known. */
async function askAboutOwn(shop: Shop, paymentId: bigint): Promise<boolean> {
  const own = await shop.db.refund.findMany({
    where: { paymentId, status: { in: ["PENDING", "FAILED"] }, sentAt: { not: null } },
    select: { id: true },
  });
  let isKnown = true;
  for (const { id } of own) isKnown = (await askAboutRefund(shop, id)) !== "unknown" && isKnown;
  return isKnown;
}
