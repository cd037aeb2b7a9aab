import "server-only";
import { randomInt } from "node:crypto";
import { gapAt, later } from "@/lib/shop/due/review-due";
import type { RefundStatus } from "@/lib/shop/orders/order";
import type { Shop } from "@/lib/shop/shop";

/** The noun: a refund's number, its times, and how it stands. Its statuses are part of what an order shows (orders/order.ts). */

/**
 * A refund's own number: 20 letters and digits, unique in the shop, as both protocols carry it
 * (docs/wire/alipay-wap.md §1.3: at most 24).
 */
export function newRefundNo(): string {
  return `RF${Array.from({ length: 18 }, () => randomInt(10)).join("")}`;
}

/** Whether a number is of our own making; Alipay's console makes others. */
export function isOwnRefundNo(outRequestNo: string): boolean {
  return /^RF\d{18}$/.test(outRequestNo);
}

/** How long a refund whose outcome is not known keeps the others of its trade waiting, in ms. */
export const TURN_MS = 3600_000;
/** How long it may be found out by itself how a refund ended; after that the owner can end it with proof, in ms. */
export const DECIDED_WITHIN_MS = 24 * 3600_000;
/** Between two refunds of one trade, in ms: Alipay wants at least 3 s. */
export const APART_MS = 3_000;
/** The earliest question about a refund, in ms after it was sent. */
export const FIRST_QUESTION_MS = 10_000;
/** The gaps between two looks at a refund that is under way: 10 s first, an hour at most. */
const GAPS_MS = [10_000, 20_000, 40_000, 60_000, 120_000, 300_000, 900_000, 3600_000] as const;

/** When to look again at a refund that was looked at so often. */
export function nextLook(at: Date, checks: number): Date {
  return later(at, gapAt(GAPS_MS, checks));
}

/** Whether a refund has been under way for so long that nothing decides it by itself any more, as far as one can tell. */
export function isUndecided({ status, startedAt }: { status: string; startedAt: Date | null }, now: Date): boolean {
  return status === "PENDING" && startedAt !== null && now >= later(startedAt, DECIDED_WITHIN_MS);
}

/** `confirmUrl`: Alipay's page on which the owner confirms it. */
export type RefundOutcome = { status: RefundStatus; advice: string | null; confirmUrl: string | null };

/** How a refund stands now. */
export function readOutcome(shop: Shop, refundId: bigint): Promise<RefundOutcome> {
  return shop.db.refund.findUniqueOrThrow({ where: { id: refundId }, select: { status: true, advice: true, confirmUrl: true } });
}
