import "server-only";
import { gapAt, later } from "@/lib/shop/due/review-due";
import { applyTerms } from "@/lib/shop/orders/changes/apply-terms";
import { endChange } from "@/lib/shop/orders/changes/end-change";
import { type ChangedReceiver, readChanged } from "@/lib/shop/orders/changes/read-changed";
import { holdsMoney } from "@/lib/shop/orders/holds-money";
import { lockOrder } from "@/lib/shop/orders/lock-order";
import type { ChangeState, NewTerms } from "@/lib/shop/orders/order-change";
import type { Shop } from "@/lib/shop/shop";
import { closeAtGateway } from "./close-at-gateway";
import { afterClosing, whyNotToChange } from "./judge-change";
import { isAsSeen, type SeenAttempt } from "./judge-closing";
import { LAST_LOOK_MS, LINK_OVER_MS } from "./look-times";

/** The gaps between two looks at a change that waits, in ms. */
const GAPS_MS = [5_000, 10_000, 15_000, 30_000, 60_000] as const;

/** How a change stands after somebody has tried to carry it out; `again`: when to look next, null for never. */
export type Advanced = { state: ChangeState; again: Date | null };

/**
 * Carries a change out that waits, as far as the gateway allows: asks about the payment at the old sum, closes it there, asks again, and
 * only when it is closed, or its time is over and it never became a trade, do the new terms stand. Money at the old sum that comes
 * first pays the order at the old terms. What is unknown, and money that has not paid it and not gone back, stays so until the
 * change's own time is over; then the old terms stand.
 */
export async function advanceChange(shop: Shop, changeId: string): Promise<Advanced> {
  const change = await shop.db.orderChange.findUniqueOrThrow({
    where: { id: changeId },
    select: { orderId: true, state: true, endsAt: true, checks: true },
  });
  if (change.state !== "waiting") return { state: change.state as ChangeState, again: null };
  const order = await readChanged(shop.db, change.orderId);
  const attempt = order?.attempts[0] ?? null;
  const isAsked = order?.status === "PENDING" && !order.closeWanted && attempt?.startedAt != null && !attempt.withheldSince;
  if (!isAsked) return conclude(shop, change.orderId, changeId, { seen: attempt?.startedAt ? null : attempt });
  // The answers are as old as their questions.
  const asOf = shop.now();
  const truth = await closeAtGateway(shop, attempt);
  const next = afterClosing(truth, { payableUntil: attempt.payableUntil, asOf });
  if (next === "apply") return conclude(shop, change.orderId, changeId, { seen: null });
  if (next === "apply_unopened")
    return conclude(shop, change.orderId, changeId, { seen: attempt, lookAt: later(attempt.payableUntil, LAST_LOOK_MS) });
  if (shop.now() >= change.endsAt) return giveUp(shop, change.orderId);
  const soon = later(shop.now(), gapAt(GAPS_MS, change.checks));
  const over = later(attempt.payableUntil, LINK_OVER_MS);
  return { state: "waiting", again: next === "wait_for_window" && over < soon && over > shop.now() ? over : soon };
}

type Conclusion = { seen: SeenAttempt | null; lookAt?: Date };

/** Applies the change, or ends it where the order is unpaid no more; leaves it where something has changed since the caller looked. */
async function conclude(shop: Shop, orderId: string, changeId: string, { seen, lookAt }: Conclusion): Promise<Advanced> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    const order = await readChanged(tx, orderId);
    const change = await tx.orderChange.findUniqueOrThrow({ where: { id: changeId } });
    if (change.state !== "waiting" || !order) return { state: change.state as ChangeState, again: null };
    const open = order.attempts[0] ?? null;
    const hasMoney = holdsMoney(order.payments) || open?.withheldSince != null;
    const standing = whyNotToChange({ ...order, changing: false, hasMoney });
    // Money in doubt on an unpaid order decides nothing yet: it may pay the order, or go back.
    if (order.status !== "PENDING" && (standing === "paid" || standing === "closed")) {
      await endChange(tx, orderId, { state: standing, actor: "worker", at });
      return { state: standing, again: standing === "paid" ? at : null };
    }
    const isClosed = !open || isAsSeen(open, seen);
    if (standing || !isClosed) {
      if (at < change.endsAt) return { state: "waiting", again: later(at, gapAt(GAPS_MS, change.checks)) };
      await endChange(tx, orderId, { state: "unanswered", actor: "worker", at });
      return { state: "unanswered", again: null };
    }
    const { terms, receiver, reason, owner } = change;
    const toApply = { id: changeId, terms: terms as NewTerms, receiver: receiver as ChangedReceiver | null, reason, owner };
    await applyTerms(tx, shop, order, toApply, { at, lookAt: lookAt ?? null });
    return { state: "applied", again: lookAt ?? null };
  });
}

async function giveUp(shop: Shop, orderId: string): Promise<Advanced> {
  return shop.db.$transaction(async (tx) => {
    await lockOrder(tx, orderId);
    await endChange(tx, orderId, { state: "unanswered", actor: "worker", at: shop.now() });
    return { state: "unanswered", again: null };
  });
}
