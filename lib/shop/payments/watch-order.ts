import "server-only";
import { ORDER_VIEW_SELECT, toOrderView } from "@/lib/shop/orders/get-order";
import { isAtRest, type OrderStatusAnswer, type OrderView } from "@/lib/shop/orders/order";
import type { Shop } from "@/lib/shop/shop";
import { refreshPayment } from "./refresh-payment";

/** How long a poll is held open at most, in ms: below the idle limits of common proxies. */
const LONGEST_WAIT_MS = 25_000;
/** While a result is awaited the gateway is asked this often, by whichever poll comes first, in ms. */
const ASK_EVERY_MS = 5_000;

/**
 * Answers an order page's poll: at once when the page's `version` is old news, otherwise when the order changes or the
 * time is up. A waiting page also has the gateway asked, shared with everybody who waits (refreshPayment).
 */
export async function watchOrder(
  shop: Shop,
  orderId: string,
  { version, waitMs, caller }: { version: string | null; waitMs: number; caller?: AbortSignal },
): Promise<OrderStatusAnswer> {
  const endsAt = Date.now() + Math.min(waitMs, LONGEST_WAIT_MS);
  for (let round = 0; ; round++) {
    const leave = new AbortController();
    // Listening begins before reading, so that no change falls between the two.
    const woken = shop.signals.wait(orderId, ASK_EVERY_MS, caller ? AbortSignal.any([leave.signal, caller]) : leave.signal);
    const answer = await readStatus(shop, orderId);
    if (answer.version !== version || isAtRest(answer) || Date.now() >= endsAt || caller?.aborted) {
      leave.abort();
      return answer;
    }
    // A buyer who has not come back is most likely still paying: once a poll is enough.
    if (round === 0 || answer.phase !== "to_pay") void ask(shop, orderId);
    await woken;
  }
}

async function readStatus(shop: Shop, orderId: string): Promise<OrderStatusAnswer> {
  const row = await shop.db.order.findUniqueOrThrow({ where: { id: orderId }, select: ORDER_VIEW_SELECT });
  const now = shop.now();
  return { ...statusOf(toOrderView(row, now)), now: now.toISOString() };
}

/** What the page shows hangs on this; a page that was rendered with the same version has nothing to learn. */
export function statusOf(
  view: Pick<OrderView, "phase" | "trackingNo" | "expiresAt" | "refunds" | "refundMark" | "refundedFen">,
): Omit<OrderStatusAnswer, "now"> {
  const refunds = view.refunds.map(({ status }) => status[0]).join("");
  return {
    phase: view.phase,
    refundMark: view.refundMark,
    version: [view.phase, view.trackingNo, refunds && `${refunds}${view.refundedFen}`].filter(Boolean).join("."),
    expiresAt: view.expiresAt.toISOString(),
  };
}

async function ask(shop: Shop, orderId: string): Promise<void> {
  try {
    await refreshPayment(shop, orderId, { actor: "buyer" });
  } catch (error) {
    shop.log.error({ err: error, orderId }, "asking the gateway for a waiting page failed");
  }
}
