import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { gapAt, later } from "@/lib/shop/due/review-due";
import type { InboxEntry } from "@/lib/shop/inbox/inbox";
import type { Shop } from "@/lib/shop/shop";
import { askAboutNotice, type ReportedTrade } from "./ask-about-notice";
import { settlePayment } from "./settle-payment";

/** The gaps between two questions: 15 s first, an hour at most. */
const GAPS_MS = [15_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3600_000] as const;
/** So long, and so often at least, a trade is asked about before the owner is told: as long as Alipay itself sends a notice again. */
const PATIENCE_MS = 25 * 3600_000;
const FEWEST_CHECKS = 12;

type Kept = { id: bigint; notifyId: string; orderId: string | null; receivedAt: Date; checks: number; reported: ReportedTrade };

/**
 * The worker's look at a notice that verifies and was not confirmed: asks about its trade and settles what the gateway says.
 * When that never bears it out, the owner is told. Answers when to look again, null for never.
 */
export async function reviewNotice(shop: Shop, id: bigint): Promise<Date | null> {
  const kept = await readKept(shop, id);
  if (!kept) return null;
  const trade = await askAboutNotice(shop, kept.reported);
  if (trade) {
    await settlePayment(shop, trade, "query", verdictFor(kept));
    return null;
  }
  const at = shop.now();
  if (at < later(kept.receivedAt, PATIENCE_MS) || kept.checks < FEWEST_CHECKS) return later(at, gapAt(GAPS_MS, kept.checks));
  await giveUp(shop, kept);
  return null;
}

async function readKept(shop: Shop, id: bigint): Promise<Kept | null> {
  const row = await shop.db.notifyDelivery.findUnique({
    where: { id },
    select: {
      notifyId: true,
      orderId: true,
      receivedAt: true,
      checks: true,
      outTradeNo: true,
      tradeNo: true,
      tradeStatus: true,
      protocol: true,
    },
  });
  if (!row?.outTradeNo || !row.tradeNo || row.notifyId === null) return null;
  const { outTradeNo, tradeNo, tradeStatus, notifyId, protocol, ...rest } = row;
  return { id, notifyId, ...rest, reported: { outTradeNo, tradeNo, rawStatus: tradeStatus ?? "", contract: protocol } };
}

/** The inbox's rows of this notice say what became of it; what they answered then stays. */
function verdictFor({ notifyId }: Kept): InboxEntry {
  return ({ verdict, reason = null }, orders) => Prisma.sql`
    UPDATE notify_deliveries d SET verdict = ${verdict}, reason = ${reason}, due_at = NULL, order_id = COALESCE(it.id, d.order_id)
    FROM (${orders}) AS it (id) WHERE d.notify_id = ${notifyId} AND d.verdict = 'received'`;
}

async function giveUp(shop: Shop, { id, orderId, reported }: Kept): Promise<void> {
  const { outTradeNo, tradeNo, rawStatus } = reported;
  const subject = subjectOf.message({ tradeNo, outTradeNo, rawStatus, refundedAt: null });
  const at = shop.now();
  await shop.db.$transaction(async (tx) => {
    const { count } = await tx.notifyDelivery.updateMany({ where: { id, dueAt: { not: null } }, data: { dueAt: null } });
    if (count === 0) return;
    await recordDiscrepancy(
      tx,
      { kind: "notice_unconfirmed", subject, orderId, outTradeNo, tradeNo, amountFen: null, detail: { status: rawStatus } },
      at,
    );
  });
}
