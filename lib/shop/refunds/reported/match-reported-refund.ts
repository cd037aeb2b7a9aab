import "server-only";
import { resolveSeenRefunds } from "@/lib/shop/discrepancies/resolve-discrepancies";
import type { Shop } from "@/lib/shop/shop";
import { completeRefund } from "../settle-refund";
import { askAboutRefund, askRefundedSum } from "./ask-about-refund";
import { bookNumberedRefund } from "./book-console-refund";
import { bookReportedSum } from "./book-reported-sum";
import { lookAgainAtReport } from "./look-again-at-report";

/** After so many looks a number that Alipay itself does not know counts no more, and the sum decides. */
const TRUSTED_CHECKS = 6;

type Reported = { outRequestNo: string | null; feeFen: number | null; refundedAt: Date | null; checks: number };
type Paid = { id: bigint; tradeNo: string; outTradeNo: string; contract: string };

/**
 * Matches what Alipay reported of a refund: by its number where the message names one, else by the sum given back of the
 * trade. A refund of ours is done then; one from Alipay's console is booked, once.
 * @returns when to look again at what cannot be matched yet; null once it is matched, or dealt with by the owner
 */
export async function matchReportedRefund(shop: Shop, id: bigint): Promise<Date | null> {
  const reported = await shop.db.reportedRefund.findUniqueOrThrow({ where: { id } });
  const payment = await shop.db.payment.findUnique({
    where: { tradeNo: reported.tradeNo },
    select: { id: true, tradeNo: true, outTradeNo: true, contract: true },
  });
  const isMatched = payment !== null && (await tryToMatch(shop, payment, reported));
  if (!isMatched) return lookAgainAtReport(shop, reported);
  await resolveSeenRefunds(shop.db, reported, shop.now());
  return null;
}

/** One that cannot even be looked at comes up no more often than one that has no match. */
async function tryToMatch(shop: Shop, payment: Paid, reported: Reported): Promise<boolean> {
  try {
    return await match(shop, payment, reported);
  } catch (error) {
    shop.log.error({ err: error, tradeNo: payment.tradeNo }, "what Alipay reported of a refund could not be looked at");
    return false;
  }
}

async function match(shop: Shop, payment: Paid, reported: Reported): Promise<boolean> {
  const { outRequestNo, refundedAt } = reported;
  if (outRequestNo === null) return matchSum(shop, payment, reported);
  const own = await shop.db.refund.findUnique({
    where: { paymentId_outRequestNo: { paymentId: payment.id, outRequestNo } },
    select: { id: true },
  });
  if (own) {
    // A message without the time is booked on the day that Alipay names.
    if (reported.feeFen === null && refundedAt === null && (await askAboutRefund(shop, own.id)) === "done") return true;
    return shop.db.$transaction((tx) => completeRefund(tx, shop, own.id, refundedAt));
  }
  return matchConsoleRefund(shop, payment, { ...reported, outRequestNo });
}

/** A number that we never gave: Alipay is asked for its sum, since the message has only the trade's. */
async function matchConsoleRefund(shop: Shop, payment: Paid, reported: Reported & { outRequestNo: string }): Promise<boolean> {
  const { outRequestNo, refundedAt } = reported;
  const answer = await shop.gateways.of(payment.contract).queryRefund({ ...payment, outRequestNo });
  if (answer.kind === "refunded") {
    return bookNumberedRefund(shop, payment.id, { amountFen: answer.amountFen, at: answer.at ?? refundedAt, outRequestNo });
  }
  const isUseless = answer.kind === "not_supported" || (answer.kind === "not_refunded" && reported.checks >= TRUSTED_CHECKS);
  return isUseless && matchSum(shop, payment, reported);
}

async function matchSum(shop: Shop, payment: Paid, { feeFen, refundedAt }: Reported): Promise<boolean> {
  const sum = feeFen === null ? await askRefundedSum(shop, payment) : { feeFen, at: refundedAt };
  // The notice may come before the trade's own sum has grown.
  if (!sum || sum.feeFen === 0) return false;
  if (shop.gateways.of(payment.contract).answersForRefunds && !(await askAboutOwn(shop, payment.id))) return false;
  return bookReportedSum(shop, payment.id, { ...sum, at: sum.at ?? refundedAt });
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
