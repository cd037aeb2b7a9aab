import "server-only";
import { recordContractGone } from "@/lib/shop/discrepancies/contract-gone";
import { subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { gapAt, later } from "@/lib/shop/due/review-due";
import type { Shop } from "@/lib/shop/shop";
import { closeOrder } from "./close-order";
import { askGateway } from "./refresh-payment";

/** The gaps between two looks at a silent order: 15 s, 30 s, 1 min, 2 min, then every 5 min. */
const GAPS_MS = [15_000, 30_000, 60_000, 120_000, 300_000] as const;

const ATTEMPT = { id: true, outTradeNo: true, contract: true, amountFen: true, payableUntil: true, startedAt: true } as const;

type Reviewed = {
  id: string;
  status: string;
  expiresAt: Date;
  closeWanted: string | null;
  checks: number;
  attempt: { id: string; outTradeNo: string; contract: string; amountFen: number; payableUntil: Date; startedAt: Date | null } | null;
};

/**
 * The worker's look at one order whose time has come; answers when to look again, null for never.
 * An unpaid order is asked about and closed when its time is over; a closed one gets a last look for late money.
 */
export async function reviewOrder(shop: Shop, orderId: string): Promise<Date | null> {
  const order = await readOrder(shop, orderId);
  if (order) await noteIfContractGone(shop, order);
  if (order?.status === "PENDING") return reviewPending(shop, order);
  if (order?.status === "CLOSED") return reviewClosed(shop, order);
  return null;
}

async function reviewPending(shop: Shop, order: Reviewed): Promise<Date | null> {
  if (order.closeWanted || shop.now() >= order.expiresAt) {
    const outcome = await closeOrder(shop, order.id);
    // A closed order's last look has been set by closing it, and a paid one is due no more: what they set stands.
    return (outcome.kind === "not_yet" && outcome.again) || nextLook(shop, order);
  }
  if (!order.attempt?.startedAt) return order.expiresAt;
  // Money that does not match leaves the order waiting, and it ends like any other; one that is paid now is due no more.
  await askGateway(shop, order.attempt, { force: true });
  return new Date(Math.min(nextLook(shop, order).getTime(), order.expiresAt.getTime()));
}

/** Once its window is over, an attempt of a closed order that nobody paid has ended. */
async function reviewClosed(shop: Shop, order: Reviewed): Promise<Date | null> {
  if (!order.attempt?.startedAt) return null;
  const truth = await askGateway(shop, order.attempt, { force: true });
  if (truth.kind === "settled") return null;
  const at = shop.now();
  if (truth.kind !== "not_exist" || at < order.attempt.payableUntil) return nextLook(shop, order);
  await shop.db.paymentAttempt.updateMany({ where: { id: order.attempt.id, status: "OPEN" }, data: { status: "CLOSED", closedAt: at } });
  return null;
}

/** What was sent to a cashier of a contract that is not configured any more cannot end by itself. */
async function noteIfContractGone(shop: Shop, { id, expiresAt, attempt }: Reviewed): Promise<void> {
  if (!attempt?.startedAt || shop.gateways.has(attempt.contract) || shop.now() < expiresAt) return;
  const { contract, outTradeNo, amountFen } = attempt;
  const open = { subject: subjectOf.attempt(outTradeNo), orderId: id, outTradeNo, tradeNo: null, amountFen };
  await recordContractGone(shop, contract, open);
}

function nextLook(shop: Shop, { checks }: Reviewed): Date {
  return later(shop.now(), gapAt(GAPS_MS, checks));
}

async function readOrder(shop: Shop, orderId: string): Promise<Reviewed | null> {
  const order = await shop.db.order.findUnique({
    where: { id: orderId },
    select: {
      id: true,
      status: true,
      expiresAt: true,
      closeWanted: true,
      checks: true,
      attempts: { where: { status: "OPEN" }, select: ATTEMPT },
    },
  });
  return order && { ...order, attempt: order.attempts[0] ?? null };
}
