import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { whoOf } from "@/lib/shop/by";
import { later } from "@/lib/shop/due/review-due";
import { askToClose } from "@/lib/shop/orders/ask-to-close";
import { auditOrder } from "@/lib/shop/orders/audit-order";
import type { CloseReason } from "@/lib/shop/orders/order";
import type { Shop } from "@/lib/shop/shop";
import { closeAtGateway } from "./close-at-gateway";
import { type CloseOutcome, closeHere, readOutcome } from "./close-here";
import { afterAsking, mayCloseUnopened, type SeenAttempt } from "./judge-closing";
import { WINDOW_MARGIN_MS } from "./look-times";

type Pending = { id: string; expiresAt: Date; closeReason: CloseReason; attempt: SeenAttempt | null };

/**
 * A buyer or the owner wants an unpaid order closed. Recorded first, then tried at once; `closed: false` means that the
 * gateway still owes an answer and the worker goes on. What is answered is how the order stands at the end.
 */
export async function requestClose(
  shop: Shop,
  orderId: string,
  by: "buyer" | "owner",
): Promise<Result<{ closed: boolean }, "paid" | "not_open">> {
  const asked = await shop.db.$transaction(async (tx) => {
    const isAsked = await askToClose(tx, { orderId, by, at: shop.now(), detail: whoOf(shop) });
    if (isAsked) await auditOrder(tx, shop, orderId, { kind: "close_asked" });
    return isAsked;
  });
  if (!asked) return refuse("not_open");
  const outcome = await closeOrder(shop, orderId);
  return outcome.kind === "paid" ? refuse("paid") : { ok: true, closed: outcome.kind === "closed" };
}

/**
 * Closes an unpaid order whose time is over or whose closing was asked for. Asks the gateway, closes there, asks again, and
 * only then closes here and gives the stock back: money that is on its way always wins. `ifOver` leaves one alone whose time is not
 * over: since the caller looked, its buyer was sent to the cashier for the first time, and it is held for longer.
 */
export async function closeOrder(shop: Shop, orderId: string, { ifOver = false } = {}): Promise<CloseOutcome> {
  const order = await readPending(shop, orderId);
  if (!order) return readOutcome(shop.db, orderId);
  const { attempt, closeReason, expiresAt } = order;
  if (ifOver && closeReason === "expired" && shop.now() < expiresAt) return { kind: "not_yet", again: null };
  // Nobody was ever sent to the cashier with it: there is nothing that could be paid.
  if (!attempt?.startedAt) return closeHere(shop, orderId, { closeReason, payable: attempt });
  // The answers are as old as their questions: whoever stands still with one in hand must not take it for one of now.
  const asOf = shop.now();
  const truth = await closeAtGateway(shop, attempt);
  // What the gateway told is in our books now: the attempt has ended, or the order is paid, or neither.
  const next = afterAsking(truth);
  if (next === "forget") return closeHere(shop, orderId, { closeReason, payable: null });
  if (next === "unopened") return closeUnopened(shop, order, { attempt, asOf });
  return readOutcome(shop.db, orderId);
}

/** The gateway knows no trade, so it can close none: the link stays payable until its own time is over. */
async function closeUnopened(
  shop: Shop,
  { id, closeReason }: Pending,
  { attempt, asOf }: { attempt: SeenAttempt; asOf: Date },
): Promise<CloseOutcome> {
  const mayClose = mayCloseUnopened({ closeReason, ...attempt }, asOf);
  if (mayClose) return closeHere(shop, id, { closeReason, payable: attempt });
  const outcome = await readOutcome(shop.db, id);
  return outcome.kind === "not_yet" ? { kind: "not_yet", again: later(attempt.payableUntil, WINDOW_MARGIN_MS) } : outcome;
}

async function readPending(shop: Shop, orderId: string): Promise<Pending | null> {
  const order = await shop.db.order.findFirst({
    where: { id: orderId, status: "PENDING" },
    select: {
      id: true,
      expiresAt: true,
      closeWanted: true,
      attempts: { where: { status: "OPEN" }, select: { id: true, outTradeNo: true, contract: true, startedAt: true, payableUntil: true } },
    },
  });
  if (!order) return null;
  const { id, expiresAt } = order;
  return { id, expiresAt, closeReason: (order.closeWanted ?? "expired") as CloseReason, attempt: order.attempts[0] ?? null };
}
