import type { RefundAdvice } from "@/lib/alipay/gateway";
import { later } from "@/lib/shop/due/review-due";
import { APART_MS, FIRST_QUESTION_MS, TURN_MS } from "../refund";

/*
 * When a refund is sent, sent again, or over, decided from facts alone; the checked model of the protocol
 * (docs/reliability/model.md) moves by the same functions.
 */

type Sibling = { id: bigint; status: string; openSends: number; tryAt: Date | null; sentAt: Date | null };

/**
 * When this refund may be sent: not while another of its trade has its turn, and 3 s after the last. A turn is a send that may
 * still be taken, so one that only waits has none, and it ends after an hour, so that no two wait for each other for ever.
 */
export function turnOf(siblings: readonly Sibling[], refundId: bigint, at: Date): Date {
  const isBusy = siblings.some(
    ({ id, status, openSends, tryAt }) => id !== refundId && status === "PENDING" && openSends > 0 && tryAt && at < later(tryAt, TURN_MS),
  );
  if (isBusy) return later(at, FIRST_QUESTION_MS);
  return new Date(Math.max(at.getTime(), ...siblings.map(({ sentAt }) => (sentAt ? sentAt.getTime() + APART_MS : 0))));
}

/** When the try began that a send belongs to: the same moment for as long as an earlier send may still be taken, so that the request is the same. */
export function tryTimeOf(refund: { openSends: number; tryAt: Date | null }, at: Date): Date {
  return refund.openSends > 0 && refund.tryAt ? refund.tryAt : at;
}

/**
 * done: Alipay has done it after all · not_done: not so far · cannot_come: Alipay has not done it, and its trade gives nothing back
 * any more · unknown: nobody knows.
 */
export type Finding = "done" | "not_done" | "cannot_come" | "unknown";

/** Whether a refusal is taken at its word. A code that may hide a refund done before, or one beside an earlier send, is not. */
export function isBelieved({ openSends, advice }: { openSends: number; advice: RefundAdvice }): boolean {
  const isOnlySend = openSends <= 1;
  return isOnlySend && advice !== "check_trade";
}

/** How a refund stands after a send of it was refused: that send may not be taken any more, and it is over when no other may. */
export function afterRefusal(finding: Finding, { openSends: before }: { openSends: number }): { openSends: number; isOver: boolean } {
  const openSends = Math.max(0, before - 1);
  return { openSends, isOver: finding === "cannot_come" || (finding === "not_done" && openSends === 0) };
}

/** Whether a refund that Alipay says is not done is sent again: what it has taken, or put before the owner, goes on by itself. */
export function maySendAgain({ lastAnswer, answersForRefunds }: { lastAnswer: string | null; answersForRefunds: boolean }): boolean {
  if (lastAnswer === "owner_must_confirm") return false;
  return lastAnswer !== "accepted" || answersForRefunds;
}
